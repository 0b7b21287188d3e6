/**
 * What a search for products asks and finds: what a property has to be, the products, and how the query was understood.
 *
 * @typedef {object} Constraint
 * @property {number} property
 * @property {"limits" | "options" | "yes/no" | "best"} kind
 * @property {import("./limits.js").Limits | null} limits
 * @property {number[]} options
 * @property {boolean} wanted false for "without"
 * @property {number} direction 1 for the most, -1 for the least
 * @property {number} sure
 *
 * @typedef {"met" | "missed" | "not stated"} State
 * @typedef {object} FoundValue
 * @property {string} id
 * @property {string} label
 * @property {string} text
 * @property {string} condition
 * @property {State} state
 *
 * @typedef {object} FoundProduct
 * @property {string} id
 * @property {string} name
 * @property {string} url
 * @property {string} picture
 * @property {string} maker
 * @property {boolean} other whether it is none of the products that were chosen
 * @property {FoundValue[]} values
 *
 * @typedef {object} Understood
 * @property {"maker" | "product" | Constraint["kind"]} kind
 * @property {string} label
 * @property {string} [sign]
 * @property {string[]} [text]
 * @property {string} [symbol]
 * @property {number} [better]
 * @property {string} [option]
 * @property {boolean} [wanted]
 * @property {number} [direction]
 *
 * @typedef {object} Found
 * @property {string} family
 * @property {string} label
 * @property {Understood[]} understood
 * @property {string[]} unused
 * @property {FoundProduct[]} products
 * @property {boolean} nearest whether these are not as asked, but come nearest
 * @property {number} of how many products were looked at
 * @property {string} compare
 */
export {};
