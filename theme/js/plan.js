/** What `meta.js` and the plan in it say, as types; kbgen/search/plan.py and export.py have the comments. */

/**
 * @typedef {object} Plan how a query is read, scored and shown: kbgen/search/plan.py
 * @property {number} k1
 * @property {number} b
 * @property {number} coverage
 * @property {number} reordered
 * @property {number} close_share
 * @property {number} title_share
 * @property {number} concise_share
 * @property {number} phrase_candidates
 * @property {string[]} stop
 * @property {string[]} synonyms
 * @property {number} synonym_weight
 * @property {string[]} endings
 * @property {number} stem_from
 * @property {number} one_slip_from
 * @property {number} two_slips_from
 * @property {number} form_share
 * @property {string} first_letters
 * @property {number} first_letter_from
 * @property {number} part_from
 * @property {number} together_weight
 * @property {number} longest_corrected
 * @property {number} begun_from
 * @property {number} identifier_weight
 * @property {number} identifier_part_weight
 * @property {number} compound_part_weight
 * @property {number} grammar_weight
 * @property {number} joined_from
 * @property {number} joined_to
 * @property {number} begun_identifier_from
 * @property {number} begun_weight
 * @property {number} complete_from
 * @property {number} complete_number_from
 * @property {number} complete_limit
 * @property {number} complete_weight
 * @property {number} near_from
 * @property {number} near_limit
 * @property {number} near_weight
 * @property {import("./pins.js").Pin[]} pins
 * @property {import("./named-issues.js").IssueNames[]} issues known issues that are not fixed
 * @property {number} passage_width
 * @property {number} passage_lead
 *
 * @typedef {object} Meta what `meta.js` says
 * @property {number} format
 * @property {string} folder
 * @property {Plan} plan
 * @property {number} documents
 * @property {number} averageLength
 * @property {number[]} lengths
 * @property {string} lengthOf
 * @property {string} words
 * @property {string} near
 * @property {string} pages
 * @property {[document: number, factor: number][]} boosts
 *
 * @typedef {[fragment: string, heading: string, text: string]} SectionRecord
 *
 * @typedef {object} PageRecord what the result list shows of a document
 * @property {string} url
 * @property {string} title
 * @property {string} type
 * @property {string[]} place
 * @property {string[]} products
 * @property {string[]} productNames
 * @property {string[]} names
 * @property {string} [language] where it is not the site's
 * @property {[state: string, workaround: string]} [issue] of a known issue that is not fixed
 * @property {SectionRecord[]} sections
 *
 * @typedef {(name: string) => Promise<unknown>} Load gives the data of "meta" or of "<folder>/words-3"
 */

export {};
