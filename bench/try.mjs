import * as F from "flexsearch";
import fs from "node:fs";
import {fold,tokenize} from "./dist/bench/folding.js";
import {foldDiacritics} from "./dist/src/language/index.js";
import { create, insertMultiple, search } from "@orama/orama";
const {Index,Encoder}=F.default??F;
const read=p=>fs.readFileSync(p,"utf8").trim().split("\n").map(l=>JSON.parse(l));
for (const [D,step] of [["/work/shared/data/search-dev/",1],["/tmp/t/scale0/",4]]){
const docs=read(D+"corpus.jsonl"),qs=read(D+"questions.jsonl").filter((_,i)=>i%(step*5)<5).filter((q,i)=>step==1||i%1==0);
const kinds=[...new Set(qs.map(q=>q.kind))];
function score(name,search){const o={};for(const q of qs){for(const [s,t] of [["w",q.text],["s",foldDiacritics(q.text)]]){const r=search(t);const k=s+(q.kind??"");o[k]??=[0,0];o[k][1]++;if(q.relevant.includes(r[0]))o[k][0]++;}}console.log(D.slice(-10),name,Object.entries(o).map(([k,[a,b]])=>k+" "+(a/b*100).toFixed(0)).join(" "))}
const uniq=t=>[...new Set(tokenize(t))];
for(const [n,opt,pre] of [["default",{},x=>x],["encode tokenize",{encode:tokenize},x=>x],["encode uniq",{encode:uniq},x=>x],["default encoder on folded",{},fold],["resolution 9 uniq ctx",{encode:uniq,context:true},x=>x]]){
 const ix=new Index(opt);docs.forEach((d,i)=>ix.add(i,pre(d.title+"\n"+d.text)));
 score(n,q=>ix.search(pre(q),{limit:10,suggest:true}).map(i=>docs[i].id));
}
{const db=create({schema:{title:"string",text:"string"},components:{tokenizer:{language:"vietnamese",normalizationCache:new Map(),tokenize:uniq}}});
const t=performance.now();await insertMultiple(db,docs);console.log("build",performance.now()-t);
const qq=qs.length>400?qs.splice(150):0;
score("orama uniq",q=>search(db,{term:q,limit:10}).hits.map(h=>h.id));}
}
