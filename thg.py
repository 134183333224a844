import json,sys,csv; sys.path.insert(0,'/work/main')
from pipeline.normalise.themes import read_themes
for n in ('brent','harrow'):
    g=json.load(open(f'/work/shared/plans/{n}-2012.gold.json'))
    print(g['recommendations'][0].keys()) if n=='brent' else 0
    ok=tot=0
    for r in g['recommendations']:
        w=r.get('themes')
        if w is None: continue
        got=read_themes(r['recommendation'] or ''); tot+=1; ok+=set(got)==set(w)
        if set(got)!=set(w) and len(sys.argv)>1: print(w,'GOT',got,r['recommendation'][:200])
    print(n,ok,tot)
