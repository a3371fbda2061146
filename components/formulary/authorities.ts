/** Who says so, in groups that a reader can choose from: a rule may name several. */

interface Body {
  readonly id: string;
  readonly name: string;
  readonly named: RegExp;
}

export const bodies: readonly Body[] = [
  {
    id: 'fda',
    name: 'US labels and FDA',
    named: /\bFDA\b|\bUS label|Drug labels|boxed warning|Drug Facts|Synjardy|Methotrexate labels|^label\b/i,
  },
  { id: 'europe', name: 'European, UK and other labels', named: /SmPC|\bMHRA\b|Swiss label|Canad/ },
  { id: 'cpic', name: 'CPIC and DPWG', named: /\bCPIC\b|\bDPWG\b/ },
  { id: 'kdigo', name: 'KDIGO', named: /\bKDIGO\b/ },
  { id: 'beers', name: 'AGS Beers Criteria', named: /\bBeers\b/ },
  {
    id: 'handbooks',
    name: 'BNF and handbooks',
    named: /\bBNF\b|Stockley|handbooks|review table|LactMed|Caduet/,
  },
  { id: 'nice', name: 'NICE', named: /\bNICE\b/ },
  { id: 'allergy', name: 'Drug allergy practice parameter', named: /\bKhan\b/ },
  {
    id: 'heart',
    name: 'Heart and clotting (AHA, ACC, CCS, CHEST, EHRA)',
    named: /\bAHA\b|\bACC\b|\bCCS\b|\bCHEST\b|\bEHRA\b/,
  },
  { id: 'liver', name: 'Liver (AASLD, EASL)', named: /\bAASLD\b|\bEASL\b/ },
  {
    id: 'women',
    name: 'Pregnancy and contraception (ACOG, US MEC, FSRH)',
    named: /\bACOG\b|\bUS MEC\b|\bFSRH\b/,
  },
  { id: 'hormones', name: 'Diabetes and thyroid (ADA, ATA)', named: /\bADA\b|\bATA\b/ },
  { id: 'joints', name: 'Rheumatology (ACR, BSR)', named: /\bACR\b|\bBSR\b/ },
  {
    id: 'infection',
    name: 'Children and infections (AAP, IDSA, ATS, CDC)',
    named: /\bAAP\b|\bIDSA\b|\bATS\b|\bCDC\b/,
  },
  { id: 'nerves', name: 'Neurology (AAN, AES)', named: /\bAAN\b/ },
  { id: 'lungs', name: 'Asthma (GINA)', named: /\bGINA\b/ },
  {
    id: 'studies',
    name: 'Single studies and reviews',
    named: /Lilja|Jonkman|Lamberts|Fralick|Recht|Cleve Clin|meta-analyses|Evans|Chung/,
  },
  { id: 'class', name: 'Structure of the drug class', named: /pharmacological class/ },
];

/** Ids of the groups that a text names. */
export const bodiesIn = (authority: string): string[] =>
  bodies.filter(({ named }) => named.test(authority)).map(({ id }) => id);
