// What is around the application: agents, WebSockets, mail servers, call lists.
const option = (value, what) => (value === undefined ? 0 : ms(value, what));

// Queue is one of those of the contact centre.
class Queue {
  #name;
  constructor(name, options) {
    inTest('a queue');
    this.#name = name;
    const { id = 0, maxSize = 0, maxWait, averageService, agentSelection = '', taskSelection = '' } = options ?? {};
    host.queue(name, options && {
      id, maxSize, maxWait: option(maxWait, 'maxWait'), averageService: option(averageService, 'averageService'), agentSelection, taskSelection,
    });
  }
  get name() { return this.#name; }
  get waiting() { return host.waiting(this.#name); }
  agent(name, options) { return current.app.agent(this.#name, name, options); }
  toJSON() { return { queue: this.#name }; }
}

// hire makes sure that there is an agent.
function hire(queue, name, options) {
  inTest('an agent');
  const { id = 0, skills = {}, wrapUp } = options ?? {};
  host.agent(String(queue), String(name), options && { id, skills, wrapUp: option(wrapUp, 'wrapUp') });
}

// Agent is a user who serves queues. What the phone does is said as for other phones.
class Agent extends Phone {
  #name;
  constructor(name) {
    super('user:' + name);
    this.#name = name;
  }
  get name() { return this.#name; }
  get state() { return host.become(this.#name); }
  #become(state) {
    inTest('an agent');
    host.become(this.#name, state);
    return this;
  }
  ready() { return this.#become('READY'); }
  online() { return this.#become('ONLINE'); }
  offline() { return this.#become('OFFLINE'); }
  toJSON() { return { agent: this.#name, state: this.state }; }
}

const expression = (want) => {
  const flags = isExpression(want) ? want.flags.replace(/[gydv]/g, '') : '';
  const source = isExpression(want) ? want.source : String(want).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\n/g, '\\n');
  return `/${source}/${flags}`;
};
const frame = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

// WebSocketPeer is the far end of WebSockets to an address. What it does from the beginning of each connection is set; what it is told
// to do then, it does on the last connection, or on the next.
class WebSocketPeer {
  #id; #url; #first = ''; #replies = []; #steps = '';
  constructor(url) {
    inTest('app.webSocket()');
    this.#url = url;
    this.#id = host.socket(url);
  }
  #set() {
    inTest('the far end of a WebSocket');
    host.socketDoes(this.#id, [this.#first, ...this.#replies, this.#steps].filter(Boolean).join('\n'));
    return this;
  }
  #do(steps) {
    inTest('the far end of a WebSocket');
    host.socketDo(this.#id, steps);
    return this;
  }
  get url() { return this.#url; }
  answers({ after } = {}) {
    this.#first = after === undefined ? '' : `answer after ${length(after, 'the time to the answer')}`;
    return this.#set();
  }
  rejects(code = 403, reason) {
    this.#first = `reject ${code}` + (reason === undefined ? '' : ` ${quote(reason)}`);
    return this.#set();
  }
  noAnswer() {
    this.#first = 'no-answer';
    return this.#set();
  }
  replies(want, answer) {
    const rule = `reply ${expression(want)} ${quote(frame(answer))}`;
    this.#replies.push(rule);
    this.#set();
    return this.open ? this.#do(rule) : this;
  }
  does(steps) {
    this.#steps = lines(steps);
    return this.#set();
  }
  sends(value) { return this.#do(`message ${quote(frame(value))}`); }
  says(text, { length: long, confidence, tag, burst } = {}) {
    let step = `say ${quote(text)}`;
    if (confidence !== undefined) step += ` confidence=${confidence}`;
    if (long !== undefined) step += ` length=${length(long, 'the length of speech')}`;
    if (tag !== undefined) step += ` tag=${tag}`;
    return this.#do(burst ? `${step} pace=burst` : step);
  }
  silence(time) { return this.#do(`silence ${length(time, 'the length of silence')}`); }
  stopMedia(tag = '') { return this.#do(`stop-media ${tag}`); }
  waits(time) { return this.#do(`wait ${length(time, 'the time to wait')}`); }
  close(code = 1000, reason = '') { return this.#do(`close ${code}${reason === '' ? '' : ' ' + quote(reason)}`); }
  drop() { return this.#do('drop'); }
  get connections() { return host.connections(this.#id); }
  get open() { return this.connections.some((c) => c.open); }
  get received() { return this.connections.flatMap((c) => c.received); }
  get heard() { return this.connections.flatMap((c) => c.heard); }
  opened({ within = current?.app.patience } = {}) {
    return waitFor('opened()', within, `a connection to ${this.#url}`, () => this, () => this.open);
  }
  closed({ within = current?.app.patience } = {}) {
    const last = () => this.connections.at(-1)?.closed ?? null;
    return waitFor('closed()', within, `the end of the connection to ${this.#url}`, last, () => last() !== null);
  }
  toJSON() { return { webSocket: this.#url }; }
  get [Symbol.toStringTag]() { return 'WebSocketPeer'; }
}

// MailServer is that of a host, or of recipients.
class MailServer {
  #pattern;
  constructor(pattern) { this.#pattern = pattern; }
  does(steps) {
    inTest('a mail server');
    host.mailServer(this.#pattern, lines(steps));
    return this;
  }
  answers({ after } = {}) { return this.does(after === undefined ? 'answer' : `answer after ${length(after, 'the time to the answer')}`); }
  rejects(code = 550, reason) { return this.does(`reject ${code}` + (reason === undefined ? '' : ` ${quote(reason)}`)); }
  noAnswer() { return this.does('no-answer'); }
}

// Mail is what the application sends. No server is contacted: a mail is taken unless a server is told to do something else.
class Mail {
  get sent() { return host.mails(); }
  on(pattern) { return new MailServer(String(pattern)); }
  rejects(code, reason) {
    this.on('*').rejects(code, reason);
    return this;
  }
  toJSON() { return { mail: this.sent.length }; }
}

// CallList is a call list that runs.
class CallList {
  #id;
  constructor(id) { this.#id = id; }
  get tasks() { return host.tasks(this.#id).map((task) => ({ ...task, data: JSON.parse(task.data) })); }
  done({ within = '30d' } = {}) {
    const over = () => host.tasks(this.#id).every((t) => t.status !== 'New' && t.status !== 'In progress');
    return waitFor('callList.done()', within, 'the end of the call list', () => this.tasks, over);
  }
  toJSON() { return { callList: this.tasks.length }; }
}
