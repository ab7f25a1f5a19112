// Asynchronous iteration on top of goja's generators. runtime/jsvm/rewrite/async.go says how scripts come to call this.
// It is the body of a function: host gives what only Go can do, and what is returned are the helpers.
"use strict";
const { create, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, setPrototypeOf } = Object;
const { apply, ownKeys } = Reflect;
const PromiseClass = Promise, TypeErrorClass = TypeError;
const promiseResolve = Promise.resolve, promiseThen = Promise.prototype.then;
const SyncFunction = getPrototypeOf(function* () {});
const { next: syncNext, return: syncReturn, throw: syncThrow } = SyncFunction.prototype;
const weakMapGet = WeakMap.prototype.get, weakMapSet = WeakMap.prototype.set;
const isPrototypeOf = Object.prototype.isPrototypeOf;
const asyncIterator = Symbol.asyncIterator, iterator = Symbol.iterator;

const isObject = (v) => v !== null && (typeof v === "object" || typeof v === "function");
const getMethod = (o, name) => {
  const m = o[name];
  if (m === undefined || m === null) return undefined;
  if (typeof m !== "function") throw new TypeErrorClass(`${String(name)} is not a function`);
  return m;
};
const mustBeObject = (v) => {
  if (!isObject(v)) throw new TypeErrorClass("iterator result is not an object");
  return v;
};
const hide = (o, key, value, writable = true) => defineProperty(o, key, { value, writable, configurable: true });
const tag = (o, name) => hide(o, Symbol.toStringTag, name, false);

// wait is the language's Await: it calls back in a promise job. What can't become a promise calls back at once.
const wait = (v, ok, failed) => {
  let p;
  try {
    p = apply(promiseResolve, PromiseClass, [v]);
  } catch (e) {
    failed(e);
    return;
  }
  apply(promiseThen, p, [ok, failed]);
};
const capability = () => {
  const c = {};
  c.promise = new PromiseClass((resolve, reject) => {
    c.resolve = resolve;
    c.reject = reject;
  });
  return c;
};

// What a generator yields to its driver instead of a value. A class each, so that nobody else makes one.
class Await { constructor(v) { this.v = v; } }
class Delegated { constructor(v) { this.v = v; } }
class ReturnNow { constructor(v) { this.v = v; } }

// The prototypes.
const AsyncIteratorPrototype = create(Object.prototype);
hide(AsyncIteratorPrototype, asyncIterator, { [asyncIterator]() { return this; } }[asyncIterator]);
defineProperty(AsyncIteratorPrototype[asyncIterator], "name", { value: "[Symbol.asyncIterator]" });
const AsyncGeneratorPrototype = create(AsyncIteratorPrototype);
const AsyncFunctionPrototype = create(Function.prototype);
hide(AsyncFunctionPrototype, "prototype", AsyncGeneratorPrototype, false);
hide(AsyncGeneratorPrototype, "constructor", AsyncFunctionPrototype, false);
tag(AsyncFunctionPrototype, "AsyncGeneratorFunction");
tag(AsyncGeneratorPrototype, "AsyncGenerator");
const AsyncGeneratorFunction = function AsyncGeneratorFunction(...args) {
  const f = host.asyncGeneratorFunction(args);
  if (new.target !== undefined && new.target !== AsyncGeneratorFunction) {
    const proto = new.target.prototype;
    if (isObject(proto)) setPrototypeOf(f, proto);
  }
  return f;
};
defineProperty(AsyncGeneratorFunction, "length", { value: 1 });
defineProperty(AsyncGeneratorFunction, "prototype", { value: AsyncFunctionPrototype, writable: false });
setPrototypeOf(AsyncGeneratorFunction, Function);
hide(AsyncFunctionPrototype, "constructor", AsyncGeneratorFunction, false);

// Driving a generator. Its state is "start", "yield", "running", "returning" or "done"; its queue holds the requests of
// next, return and throw that have not been answered, of which the first is being served.
const states = new WeakMap();
const stateOf = (g) => {
  if (!isObject(g)) return undefined;
  const known = apply(weakMapGet, states, [g]);
  if (known !== undefined) return known;
  if (!host.isGenerator(g) || !apply(isPrototypeOf, AsyncGeneratorPrototype, [g])) return undefined;
  const s = { generator: g, status: "start", queue: [] };
  apply(weakMapSet, states, [g, s]);
  return s;
};
const answer = (s, value, done) => {
  const { reply } = s.queue[0];
  host.shift(s.queue);
  reply.resolve({ value, done });
};
const refuse = (s, e) => {
  const { reply } = s.queue[0];
  host.shift(s.queue);
  reply.reject(e);
};
const step = (s, method, v) => {
  let r;
  try {
    r = apply(method, s.generator, [v]);
  } catch (e) {
    s.status = "done";
    refuse(s, e);
    drain(s);
    return;
  }
  if (r.done) {
    s.status = "done";
    answer(s, r.value, true);
    drain(s);
    return;
  }
  const y = r.value, kind = isObject(y) ? getPrototypeOf(y) : null;
  if (kind === Await.prototype) {
    wait(y.v, (x) => step(s, syncNext, x), (e) => step(s, syncThrow, e));
  } else if (kind === Delegated.prototype) {
    yielded(s, y.v, delegatedResume);
  } else if (kind === ReturnNow.prototype) {
    step(s, syncReturn, y.v);
  } else {
    wait(y, (x) => yielded(s, x, resume), (e) => step(s, syncThrow, e));
  }
};
const yielded = (s, v, goOn) => {
  s.goOn = goOn;
  answer(s, v, false);
  if (s.queue.length > 0) goOn(s, s.queue[0]);
  else s.status = "yield";
};
const resume = (s, request) => {
  s.status = "running";
  if (request.kind === "next") step(s, syncNext, request.v);
  else if (request.kind === "throw") step(s, syncThrow, request.v);
  else wait(request.v, (x) => step(s, syncReturn, x), (e) => step(s, syncThrow, e));
};
const delegatedResume = (s, request) => {
  s.status = "running";
  const tell = (kind) => (v) => step(s, syncNext, { kind, v });
  if (request.kind === "return") wait(request.v, tell("return"), tell("throw"));
  else tell(request.kind)(request.v);
};
const drain = (s) => {
  while (s.queue.length > 0) {
    const { kind, v } = s.queue[0];
    if (kind === "return") {
      returnDone(s, v);
      return;
    }
    if (kind === "next") answer(s, undefined, true);
    else refuse(s, v);
  }
};
const returnDone = (s, v) => {
  s.status = "returning";
  const end = (f) => (x) => {
    s.status = "done";
    f(s, x, true);
    drain(s);
  };
  wait(v, end(answer), end(refuse));
};
const request = (g, kind, v) => {
  const reply = capability();
  const s = stateOf(g);
  if (s === undefined) {
    reply.reject(new TypeErrorClass(`AsyncGenerator.prototype.${kind} called on incompatible receiver`));
    return reply.promise;
  }
  if (s.status === "start" && kind !== "next") s.status = "done";
  if (s.status === "done" && kind !== "return") {
    if (kind === "next") reply.resolve({ value: undefined, done: true });
    else reply.reject(v);
    return reply.promise;
  }
  host.push(s.queue, { kind, v, reply });
  if (s.status === "done") returnDone(s, v);
  else if (s.status === "start") resume(s, s.queue[0]);
  else if (s.status === "yield") s.goOn(s, s.queue[0]);
  return reply.promise;
};
const methods = {
  next(value) { return request(this, "next", value); },
  return(value) { return request(this, "return", value); },
  throw(exception) { return request(this, "throw", exception); },
};
hide(AsyncGeneratorPrototype, "next", methods.next);
hide(AsyncGeneratorPrototype, "return", methods.return);
hide(AsyncGeneratorPrototype, "throw", methods.throw);

// Asynchronous iterators, and synchronous ones that are taken for one.
const asyncFrom = (syncIterator, next) => {
  const close = () => {
    const m = getMethod(syncIterator, "return");
    if (m !== undefined) mustBeObject(apply(m, syncIterator, []));
  };
  const settle = (reply, r, closes) => {
    mustBeObject(r);
    const done = !!r.done, value = r.value;
    wait(value, (x) => reply.resolve({ value: x, done }), (e) => {
      if (!done && closes) {
        try { close(); } catch {}
      }
      reply.reject(e);
    });
  };
  const attempt = (f) => {
    const reply = capability();
    try {
      f(reply);
    } catch (e) {
      reply.reject(e);
    }
    return reply.promise;
  };
  const by = (name, args, otherwise) => attempt((reply) => {
    const m = getMethod(syncIterator, name);
    if (m === undefined) otherwise(reply, args[0]);
    else settle(reply, apply(m, syncIterator, args), name === "throw");
  });
  return {
    next: (...args) => attempt((reply) => settle(reply, apply(next, syncIterator, args), true)),
    return: (...args) => by("return", args, (reply, v) => reply.resolve({ value: v, done: true })),
    throw: (...args) => by("throw", args, () => {
      close();
      throw new TypeErrorClass("the iterator has no throw method");
    }),
  };
};
const getIterator = (v) => {
  let m = getMethod(v, asyncIterator), wrap = (it) => it;
  if (m === undefined) {
    m = getMethod(v, iterator);
    if (m === undefined) throw new TypeErrorClass(`${host.show(v)} is not iterable`);
    wrap = (it) => asyncFrom(it, it.next);
  }
  const it = apply(m, v, []);
  if (!isObject(it)) throw new TypeErrorClass(`${host.show(it)} is not an object`);
  return wrap(it);
};

// delegate is the iterator of a yield*.
const delegate = function* (v) {
  const it = getIterator(v), next = it.next;
  let received = { kind: "next", v: undefined };
  for (;;) {
    const { kind, v } = received;
    const m = kind === "next" ? next : getMethod(it, kind);
    if (m === undefined && kind === "return") yield new ReturnNow(yield new Await(v));
    if (m === undefined) {
      const close = getMethod(it, "return");
      if (close !== undefined) mustBeObject(yield new Await(apply(close, it, [])));
      throw new TypeErrorClass("the iterator has no throw method");
    }
    const r = mustBeObject(yield new Await(apply(m, it, [v])));
    if (r.done) {
      if (kind === "return") yield new ReturnNow(r.value);
      return r.value;
    }
    received = yield new Delegated(r.value);
  }
};

class ForAwait {
  constructor(v) {
    this.it = getIterator(v);
    this.next = this.it.next;
    this.o = false;
  }
  n() {
    this.o = false;
    return apply(this.next, this.it, []);
  }
  d(r) {
    if (mustBeObject(r).done) return true;
    this.v = r.value;
    this.o = true;
    return false;
  }
  r() {
    this.m = getMethod(this.it, "return");
    return this.m !== undefined;
  }
  c() { return apply(this.m, this.it, []); }
  z(r) { mustBeObject(r); }
}

// Making functions asynchronous.
const ag = (f, name) => {
  if (typeof f !== "function" || getPrototypeOf(f) !== SyncFunction) return f;
  setPrototypeOf(f, AsyncFunctionPrototype);
  const own = getOwnPropertyDescriptor(f, "prototype");
  if (own !== undefined && isObject(own.value)) setPrototypeOf(own.value, AsyncGeneratorPrototype);
  if (name !== undefined) {
    if (typeof name === "symbol") name = name.description === undefined ? "" : `[${name.description}]`;
    defineProperty(f, "name", { value: `${name}`, configurable: true });
  }
  return f;
};
const remembered = [];
const property = (o, key) => {
  const own = getOwnPropertyDescriptor(o, key);
  if (own !== undefined) ag(own.value);
};
const recall = (keys) => {
  const list = [];
  for (let i = keys.length - 1; i >= 0; i--) list[i] = i in keys ? keys[i] : host.pop(remembered);
  return list;
};
return {
  ag,
  agKey(v) {
    const key = typeof v === "symbol" ? v : ownKeys({ [v]: 0 })[0];
    host.push(remembered, key);
    return key;
  },
  agName: () => host.pop(remembered),
  agObject(o, keys) {
    const list = recall(keys);
    for (let i = 0; i < list.length; i++) property(o, list[i]);
    return o;
  },
  agClass(c, keys) {
    const list = recall(keys);
    for (let i = 0; i < list.length; i += 2) property(list[i] ? c : c.prototype, list[i + 1]);
  },
  await: (v) => new Await(v),
  delegate,
  forAwait: (v) => new ForAwait(v),
};
