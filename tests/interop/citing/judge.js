// Writes items of CSL-JSON with citeproc-js: reads {items, style, locale, note, judges} as JSON.
const fs = require("fs");
const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const CSL = require(`${asked.judges}/node_modules/citeproc`);
const byId = Object.fromEntries(asked.items.map((item) => [item.id, item]));
const read = (path) => (fs.existsSync(path) ? fs.readFileSync(path, "utf8") : false);
const system = {
  retrieveLocale: (name) => read(`${asked.judges}/locales/locales-${name}.xml`),
  retrieveItem: (id) => byId[id],
};
const style = read(`${asked.judges}/styles/${asked.style}.csl`);
const engine = new CSL.Engine(system, style, asked.locale, true);
const written = {};
for (const { id } of asked.items) {
  engine.updateItems([id]);
  if (asked.note) {
    const cited = { citationItems: [{ id }], properties: { noteIndex: 1 } };
    written[id] = engine.previewCitationCluster(cited, [], [], "html");
  } else {
    const made = engine.makeBibliography();
    written[id] = made && made[1].length ? made[1][0] : "";
  }
}
console.log(JSON.stringify(written));
