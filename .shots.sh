set -e
cd /work/trees/article
rm -rf /tmp/art_lib /tmp/art_site; cp -r resources/sample /tmp/art_lib
slot npm run -s songphasa -- publish --library /tmp/art_lib --out /tmp/art_site --base-url https://kpl.example/ --json | head -c 600
