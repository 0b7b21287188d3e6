// Goes into every page: times an engine's `bench.ask(query, limit)` and says how long it held up the main thread.
globalThis.bench = {
  /** Settled when the engine has what it needs before the first query. */
  ready: async () => {},

  /** Asks as a visitor does and settles with the number of results on the screen or in hand. */
  cold: async (query, limit) => (await bench.ask(query, limit)).length,

  /** Milliseconds of each query, asked one after another. */
  async times(queries, limit) {
    const times = [];
    for (const query of queries) {
      const began = performance.now();
      await bench.ask(query, limit);
      times.push(performance.now() - began);
    }
    return times;
  },

  /** Milliseconds of each query for which a key press would have waited: the longest of its tasks. */
  async blocks(queries, limit) {
    const blocks = [];
    for (const query of queries) blocks.push(await longestTask(() => bench.ask(query, limit)));
    return blocks;
  },

  async urls(queries, limit) {
    const answers = [];
    for (const query of queries) answers.push((await bench.ask(query, limit)).map((hit) => hit.url));
    return answers;
  },
};

function longestTask(work) {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    let last = performance.now();
    let longest = 0;
    let done = false;
    port1.onmessage = () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      if (done) resolve(longest);
      else port2.postMessage(0);
    };
    port2.postMessage(0);
    work().then(() => (done = true), reject);
  });
}
