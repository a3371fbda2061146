import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { nodeHost } from './components/host/node.ts';
import { loadExperiment } from './sim/experiments/index.ts';
import { finish } from './sim/run.ts';
const all = deserialize(readFileSync('/tmp/w/seeds/all.bin')) as [number,[string,any][]][];
const e = await loadExperiment('interaction-alerts');
const say=(rows:any,h:string)=>{console.log('=====',h);
 for(const r of rows) if(r.series==='ranking'&&r.questions===0) console.log('rank',r.who,r.ranking.toFixed(3),'half',r.half.toFixed(0),'3/4',r.three.toFixed(0),'.9',r.nine.toFixed(0),'all',r.all.toFixed(0));
 for(const r of rows) if(r.series==='ranking'&&r.questions===1) console.log('  trainrank',r.who,r.ranking.toFixed(3),'half',r.half.toFixed(0),'3/4',r.three.toFixed(0),'.9',r.nine.toFixed(0),'all',r.all.toFixed(0));
 for(const r of rows) if(r.series==='alerts'&&r.who<4) console.log('alerts',r.who,r.alerts.toFixed(0),'prec',r.precision.toFixed(2),'rec',r.recall.toFixed(2),'sev',r.severe.toFixed(1));
 for(const r of rows) if(r.series==='decoded') console.log('dec',r.questions,r.who,[r.sampledRecall,r.sampledFalse,r.likeliestRecall,r.likeliestFalse].map((x:number)=>x.toFixed(2)).join(' '));
 for(const r of rows) if(r.series==='unlisted') console.log('unl',r.who,r.alerts.toFixed(0),r.likeliest.toFixed(0));
 for(const r of rows) if(r.series==='case') console.log(r.pair.padEnd(32),r.key,r.base.toFixed(2),r.sft.toFixed(2),r.ppo.toFixed(3));};
say(finish(e,{},nodeHost).rows,'printed');
for(const [seed,m] of all){const t=new Map(m);say(finish(e,{},{...nodeHost,model:(n:string)=>t.get(n)}).rows,'seed '+seed);}
