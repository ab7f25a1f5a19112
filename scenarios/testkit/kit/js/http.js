// What the application's requests are answered with.
class HTTP {
  on(method, url) {
    inTest('a mock');
    if (url === undefined) {
      url = method;
      method = '*';
    }
    return new Mock(String(method).toUpperCase(), url);
  }
  get(url) { return this.on('GET', url); }
  post(url) { return this.on('POST', url); }
  get requests() { return host.requests(); }
}

class Mock {
  #id;
  constructor(method, url) {
    const test = isExpression(url) ? (u) => url.test(u) : null;
    this.#id = host.mock(method, test ? String(url) : String(url), test);
  }
  #answer(answer) { host.answer(this.#id, answer); return this; }
  reply(status = 200, body = '', options = defaults) {
    const { delay = 0, headers, times = 0 } = options;
    if (headers === undefined && typeof status !== 'function') {
      const json = typeof body !== 'string';
      host.reply(this.#id, status, json ? JSON.stringify(body) : body, json, ms(delay, 'the delay of an answer'), times);
      return this;
    }
    if (typeof status === 'function') return this.#answer({ make: (request) => body_(status(request)), delay: ms(delay, 'the delay of an answer'), times });
    return this.#answer({ ...body_({ status, body, headers }), delay: ms(delay, 'the delay of an answer'), times });
  }
  once(...args) { return this.replyTimes(1, ...args); }
  replyTimes(times, status, body, options = {}) { return this.reply(status, body, { ...options, times }); }
  sequence(...answers) {
    for (const a of answers) Array.isArray(a) ? this.once(...a) : this.once(a);
    return this;
  }
  timeout() { return this.#answer({ failure: 'timeout', times: 0, delay: 0 }); }
  networkError(kind = 'refused') { return this.#answer({ failure: kind, times: 0, delay: 0 }); }
  get requests() { return host.requests(this.#id); }
}

// body_ turns what a test gives as an answer into status, text and headers.
function body_({ status = 200, body = '', headers = {} }) {
  const json = typeof body !== 'string';
  const all = json && !Object.keys(headers).some((h) => h.toLowerCase() === 'content-type') ? { 'Content-Type': 'application/json', ...headers } : headers;
  return { status, body: json ? JSON.stringify(body) : body, headers: Object.entries(all).map(([k, v]) => [k, String(v)]) };
}
