/** The panel of the results page that narrows them: product, type, language, each with how many there are. */
import { node } from "../kb.js";

/**
 * @typedef {import("../facets.js").Counts} Counts
 * @typedef {import("../results-address.js").Asked} Asked
 *
 * @typedef {object} FacetLabels
 * @property {string} product
 * @property {string} everything no product, family or manufacturer is chosen
 * @property {string} families heading of families in the list of products
 * @property {string} allOf choice of everything by a manufacturer, with {name}
 * @property {string} others heading of products without a manufacturer
 * @property {string} type
 * @property {string} language
 * @property {string} clear
 * @property {Record<string, string>} types
 */

/**
 * The panel's controls; empty where there is nothing to choose between.
 * @param {Counts} facets
 * @param {Asked} asked
 * @param {FacetLabels} labels
 */
export function facetNodes(facets, asked, labels) {
  /** @param {string} type */
  const typeName = (type) => labels.types[type] ?? type;
  return [
    ...productNodes(facets, asked, labels),
    ...boxNodes("type", labels.type, facets.types, asked.types, typeName),
    ...boxNodes("language", labels.language, facets.languages, asked.languages, languageName),
  ];
}

/**
 * What a panel says is chosen.
 * @param {HTMLElement} panel
 */
export function chosenIn(panel) {
  const [name = "", id = ""] = panel.querySelector("select")?.value.split("=") ?? [];
  /** @param {string} box */
  const ticked = (box) =>
    [...panel.querySelectorAll(/** @type {"input"} */ (`input[name=${box}]:checked`))].map(({ value }) => value);
  return {
    product: "", family: "", manufacturer: "", ...(name ? { [name]: decodeURIComponent(id) } : {}),
    types: ticked("type"), languages: ticked("language"),
  };
}

/**
 * @param {Counts} facets
 * @param {Asked} asked
 * @param {FacetLabels} labels
 */
function productNodes(facets, asked, labels) {
  const [kind, id] = chosenKind(asked);
  if (!facets.products.length && !kind) return [];
  const select = node("select", "kb-facets__select");
  select.name = "narrow";
  select.append(new Option(labels.everything, ""), ...groupNodes(facets, labels));
  const value = kind && valueOf(kind, id);
  if (kind && ![...select.options].some((option) => option.value === value)) select.append(new Option(id, value));
  select.value = value;
  const label = node("label", "kb-facets__group");
  label.append(node("span", "kb-facets__title", labels.product), select);
  return [label];
}

/**
 * @param {Counts} facets
 * @param {FacetLabels} labels
 */
function groupNodes({ products, families, manufacturers }, labels) {
  /** @param {{id: string, name: string, count: number}[]} entries */
  const options = (entries, kind = "product") =>
    entries.map(({ id, name, count }) => new Option(`${name} (${count})`, valueOf(kind, id)));
  const makers = manufacturers.map(({ id, name, count }) => {
    const whole = { id, name: labels.allOf.replace("{name}", () => name), count };
    const own = options(products.filter((each) => each.manufacturer === id));
    return groupNode(name, [...options([whole], "manufacturer"), ...own]);
  });
  const named = new Set(manufacturers.map(({ id }) => id));
  return [
    groupNode(labels.families, families.length > 1 ? options(families, "family") : []),
    ...makers,
    groupNode(labels.others, options(products.filter(({ manufacturer }) => !named.has(manufacturer)))),
  ].filter((group) => group.children.length);
}

/**
 * @param {string} label
 * @param {HTMLOptionElement[]} options
 */
function groupNode(label, options) {
  const group = document.createElement("optgroup");
  group.label = label;
  group.append(...options);
  return group;
}

/**
 * @param {Asked} asked
 * @returns {[kind: string, id: string]}
 */
function chosenKind({ product, family, manufacturer }) {
  if (product) return ["product", product];
  if (family) return ["family", family];
  return manufacturer ? ["manufacturer", manufacturer] : ["", ""];
}

/**
 * @param {string} kind
 * @param {string} id
 */
function valueOf(kind, id) {
  return `${kind}=${encodeURIComponent(id)}`;
}

/**
 * @param {string} name
 * @param {string} title
 * @param {{id: string, count: number}[]} entries
 * @param {string[]} chosen
 * @param {(id: string) => string} nameOf
 */
function boxNodes(name, title, entries, chosen, nameOf) {
  if (entries.length < 2 && !chosen.length) return [];
  const fieldset = node("fieldset", "kb-facets__group");
  const named = entries.map((entry) => ({ ...entry, label: nameOf(entry.id) }));
  named.sort((one, other) => other.count - one.count || one.label.localeCompare(other.label));
  fieldset.append(node("legend", "kb-facets__title", title), ...named.map((each) => boxNode(name, each, chosen)));
  return [fieldset];
}

/**
 * @param {string} name
 * @param {{id: string, count: number, label: string}} entry
 * @param {string[]} chosen
 */
function boxNode(name, { id, count, label }, chosen) {
  const box = node("input", "kb-facets__tick");
  box.type = "checkbox";
  box.name = name;
  box.value = id;
  box.checked = chosen.includes(id);
  const made = node("label", "kb-facets__choice");
  made.append(box, node("span", "kb-facets__name", label), " ", node("span", "kb-facets__count", String(count)));
  return made;
}

/** @param {string} id */
function languageName(id) {
  try {
    return new Intl.DisplayNames([document.documentElement.lang || "en"], { type: "language" }).of(id) ?? id;
  } catch {
    return id; // no language tag
  }
}
