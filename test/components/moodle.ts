/**
 * The rules of Moodle's XML format, as its documentation (docs.moodle.org, "Moodle XML format") and its importer state them;
 * no schema of it is maintained. What a file does against them, in words.
 */
import { JSDOM } from 'jsdom';

const FORMATTED = ['questiontext', 'generalfeedback', 'feedback', 'graderinfo', 'responsetemplate'];
/** Elements of a question that Moodle's importer reads, by type. */
const COMMON = ['name', 'questiontext', 'generalfeedback', 'defaultgrade', 'penalty', 'hidden', 'idnumber'];
const OF: Readonly<Record<string, readonly string[]>> = {
  multichoice: [...COMMON, 'single', 'shuffleanswers', 'answernumbering', 'answer'],
  essay: [...COMMON, 'responseformat', 'responserequired', 'responsefieldlines', 'attachments', 'attachmentsrequired', 'graderinfo', 'responsetemplate'],
}; // prettier-ignore

const reader = new new JSDOM().window.DOMParser();

/** @throws if it is not well-formed */
export function parseXml(xml: string): Document {
  const document = reader.parseFromString(xml, 'application/xml');
  const error = document.querySelector('parsererror');
  if (error) throw new Error(error.textContent);
  return document;
}

const childrenOf = (element: Element, name: string): Element[] =>
  [...element.children].filter(({ tagName }) => tagName === name);
export const textIn = (element: Element, name: string): string =>
  childrenOf(element, name)[0]?.querySelector('text')?.textContent ?? '';

export function faultsIn(xml: string): string[] {
  if (!xml.startsWith('<?xml')) return ['the declaration is not the first thing in the file'];
  let document: Document;
  try {
    document = parseXml(xml);
  } catch (error) {
    return [`not well-formed: ${String(error)}`];
  }
  if (document.documentElement.tagName !== 'quiz') return ['the root is not <quiz>'];
  const faults: string[] = [];
  const seen = { name: new Set<string>(), idnumber: new Set<string>() };
  const once = (kind: keyof typeof seen, value: string) => {
    if (value === '') faults.push(`an empty ${kind}`);
    if (seen[kind].has(value)) faults.push(`the ${kind} "${value}" twice`);
    seen[kind].add(value);
  };
  let category = '';
  for (const question of document.documentElement.children) {
    const type = question.getAttribute('type') ?? '';
    if (question.tagName !== 'question') faults.push(`<${question.tagName}> in <quiz>`);
    if (type === 'category') {
      category = question.querySelector('category > text')?.textContent ?? '';
      if (!/^\$course\$\/./.test(category)) faults.push(`the category "${category}" begins nowhere`);
      continue;
    }
    const known = OF[type];
    const name = textIn(question, 'name');
    if (!known) {
      faults.push(`the type "${type}"`);
      continue;
    }
    if (category === '') faults.push(`${name} stands in no category`);
    once('name', name);
    once('idnumber', childrenOf(question, 'idnumber')[0]?.textContent ?? '');
    if ((childrenOf(question, 'idnumber')[0]?.textContent ?? '').length > 100)
      faults.push(`${name} has an ID number that Moodle cuts off`);
    if (name.length > 255) faults.push(`${name} is a name that Moodle cuts off`);
    const names = [...question.children].map(({ tagName }) => tagName);
    for (const other of names) if (!known.includes(other)) faults.push(`${name}: <${other}> in a ${type}`);
    for (const needed of known) if (!names.includes(needed)) faults.push(`${name}: no <${needed}>`);
    for (const each of question.querySelectorAll(FORMATTED.join(','))) {
      if (each.getAttribute('format') !== 'html')
        faults.push(`${name}: <${each.tagName}> is not format="html"`);
      const written = each.querySelector('text')?.textContent;
      if (written === undefined) faults.push(`${name}: <${each.tagName}> without <text>`);
      if (written === '' && each.tagName !== 'responsetemplate')
        faults.push(`${name}: an empty <${each.tagName}>`);
      faults.push(...faultsOfHtml(written ?? '').map((fault) => `${name}: ${fault}`));
    }
    if (type === 'multichoice') faults.push(...faultsOfChoice(question).map((fault) => `${name}: ${fault}`));
  }
  return faults;
}

function faultsOfChoice(question: Element): string[] {
  const answers = childrenOf(question, 'answer');
  const fractions = answers.map((answer) => Number(answer.getAttribute('fraction')));
  const faults: string[] = [];
  if (answers.length < 2) faults.push('fewer than two answers');
  if (fractions.some((fraction) => !(fraction >= 0 && fraction <= 100)))
    faults.push('a fraction that is none');
  if (fractions.reduce((sum, fraction) => sum + fraction, 0) !== 100)
    faults.push('fractions that do not add up to 100');
  for (const answer of answers) {
    if (answer.getAttribute('format') !== 'html') faults.push('an answer that is not format="html"');
    if (!answer.querySelector('text')?.textContent) faults.push('an empty answer');
    if (childrenOf(answer, 'feedback').length !== 1) faults.push('an answer without feedback');
    faults.push(...faultsOfHtml(answer.querySelector('text')?.textContent ?? ''));
  }
  return faults;
}

/** HTML in which every element is closed, formulas in \(…\), and nothing that only the course's pages understand. */
function faultsOfHtml(html: string): string[] {
  const faults: string[] = [];
  try {
    parseXml(`<div>${html}</div>`);
  } catch {
    faults.push(`HTML that is not closed: ${html}`);
  }
  if (html.split('\\(').length !== html.split('\\)').length)
    faults.push(`a formula that does not end: ${html}`);
  if (/\$[^$]+\$/.test(html)) faults.push(`a formula in dollars: ${html}`);
  for (const [, to] of html.matchAll(/(?:href|src)="([^"]*)"/g))
    if (!/^https:\/\/[^/]+\//.test(to!)) faults.push(`a link that leads nowhere in a course: ${to}`);
  if (/NaN|undefined|Infinity|\[object/.test(html)) faults.push(`a value that is none: ${html}`);
  const visible = html.replace(/<[^>]*>/g, '');
  if (
    /<[A-Z]|\{\/\*/.test(html) ||
    /(?:&#60;|&lt;)(?:Finding|Ref|SettingsLink|Outside|Param|Value)\b/.test(visible)
  )
    faults.push(`a component: ${html}`);
  return faults;
}
