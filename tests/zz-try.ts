import { mkdtempSync, mkdirSync, writeFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { storyMaker } from "./bench/articles.ts";
import { openLibrary } from "../electron/library/library.ts";
import { articlePath } from "../electron/library/article-file.ts";
const N=Number(process.argv[2]??1000);
const root=mkdtempSync("/tmp/index-try-"); const folder=path.join(root,"lib"); mkdirSync(folder);
const first=await openLibrary(folder); if(!first.ok) throw new Error(first.error.message); await first.value.close();
const make=storyMaker();
for(let i=0;i<N;i++){const {article,json}=make(i);const f=articlePath(folder,article.id);mkdirSync(path.dirname(f),{recursive:true});writeFileSync(f,json);}
console.log("generated");
const open=async(cache?:string)=>{const o=await openLibrary(folder,{...(cache?{cache}:{}),events:{}});if(!o.ok)throw new Error();return o.value;};
let t=performance.now();
const lib=await open(path.join(root,"cache")); console.log("open",performance.now()-t); 
const a=await lib.list({}); console.log("first list",performance.now()-t,a.total,lib.search());
await lib.complete(); console.log("complete",performance.now()-t,(performance.now()-t)/N,"each", statSync(path.join(root,"cache",lib.id,"index.sqlite")).size/N);
const mem=await open(); console.log("mem opened");
for (const q of [{},{sort:"headline"},{sort:"category"},{sort:"created"},{sort:"published",offset:500,limit:50},{stage:"ready"},{stage:"draft",lang:"lo",category:"politics"},{needs:"owed"},{needs:"stale"},{needs:"translation"},{trashed:true,sort:"headline"}] as any[]){
 const x=await lib.list(q),y=await mem.list(q); console.log(JSON.stringify(q),x.total,JSON.stringify(x)===JSON.stringify(y));
 if(JSON.stringify(x)!==JSON.stringify(y)) console.log(JSON.stringify(x.items.slice(0,2)),JSON.stringify(y.items.slice(0,2)),x.counts,y.counts);}
for (const text of ["ຫຼວງພະບາງ ໂຮງຮຽນ","ຫລວງພະບ","flood pak","flooding in \"million kip\"","ຜົນປະໂຫຍດ","ຄຳຫລ້າ","ສະຫວັນນະ","ນັກທອງທຽວ","ໂຫຍດ","xyzzy","\"","NEAR(a b)","* OR -","ໂຮງຮຽນ NOT ຂົວ"]){
 t=performance.now(); const x=await lib.list({text}); const ms=performance.now()-t; console.log(text,x.total,ms.toFixed(1)+"ms",JSON.stringify(x.items[0]?.found)?.slice(0,300), (await mem.list({text})).total);}
await lib.close(); await mem.close();
t=performance.now(); const again=await open(path.join(root,"cache")); const b=await again.list({}); console.log("reopen first list",performance.now()-t,b.total); await again.complete(); console.log("checked",performance.now()-t); await again.close();
rmSync(root,{recursive:true});
