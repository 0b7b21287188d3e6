/** What stands above the side by side table: only differences, the order, start over. */
import { node } from "../kb.js";
import { directionOf } from "../comparison.js";

/**
 * @typedef {import("../comparison.js").Property} Property
 * @typedef {import("../comparison-address.js").Compared} Compared
 */

/**
 * @param {Property[]} properties
 * @param {any} words
 */
export function toolsOf(properties, words) {
  const element = node("div", "kb-compare__tools");
  const differences = checkbox(words.differences);
  const order = select(words.order, [["", words.chosen], ...properties.map(({ name, label }) => /** @type {[string, string]} */ ([name, label]))]);
  const direction = node("select", "kb-compare__select");
  direction.setAttribute("aria-label", words.direction);
  const over = button("kb-button", "over", words.over);
  element.append(differences.label, order.label, direction, over);
  return {
    element,
    differences: differences.input,
    order: order.select,
    direction,
    /**
     * @param {Compared} state
     * @param {Property | undefined} property that gives the order
     * @param {{several: boolean, changed: boolean}} shown several are side by side; something can be started over
     */
    show(state, property, { several, changed }) {
      differences.input.checked = state.differences;
      differences.label.hidden = order.label.hidden = !several;
      order.select.value = state.sort;
      direction.hidden = !several || !property;
      if (property) direction.replaceChildren(...[false, true].map((reversed) => new Option(words.directions[directionOf(property, reversed)], String(reversed))));
      direction.value = String(state.reversed);
      over.hidden = !changed;
    },
  };
}

/** @param {string} text */
function checkbox(text) {
  const label = node("label", "kb-compare__switch");
  const input = node("input", "kb-choice__tick");
  input.type = "checkbox";
  input.dataset.differences = "";
  label.append(input, text);
  return { label, input };
}

/**
 * @param {string} text
 * @param {[string, string][]} options value and text
 */
function select(text, options) {
  const label = node("label", "kb-compare__filter", text);
  const made = node("select", "kb-compare__select");
  made.append(...options.map(([value, shown]) => new Option(shown, value)));
  label.append(made);
  return { label, select: made };
}

/**
 * @param {string} className
 * @param {string} does
 * @param {string} text
 */
function button(className, does, text) {
  const made = node("button", className, text);
  made.type = "button";
  made.dataset.does = does;
  return made;
}
