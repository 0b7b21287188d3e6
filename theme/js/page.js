/** What every written page loads beyond kb.js. */
import "./elements/kb-feedback.js";
import "./elements/kb-who-short.js";
import { recordJourney } from "./journey-record.js";
import { followMoved } from "./moved.js";

window.addEventListener("hashchange", followMoved);
followMoved();
recordJourney();
