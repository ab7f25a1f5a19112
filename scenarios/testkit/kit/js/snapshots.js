// Snapshots: what a value was like the last time, in a file beside the test or in the test itself.

// picture is a value as text, with what its properties fit in their place.
function picture(value, properties) {
  if (properties === undefined) return lib().format(value);
  if (value === null || typeof value !== 'object') throw new TypeError(`properties belong to an object, not to ${lib().format(value)}`);
  if (!lib().matches(value, properties)) throw compared('the properties of the snapshot do not fit', properties, value);
  return lib().format(over(value, properties));
}

// over lays properties over a value.
function over(value, properties) {
  const plain = (x) => x !== null && typeof x === 'object' && !x.asymmetricMatch;
  const all = Array.isArray(value) ? [...value] : { ...value };
  for (const key of Object.keys(properties)) all[key] = plain(all[key]) && plain(properties[key]) ? over(all[key], properties[key]) : properties[key];
  return all;
}

const compared = (message, expected, actual) => Object.assign(new Error(message), { showDiff: true, expected, actual });

// settle fails the matcher if the snapshot is another one.
function settle({ state, stored, name }, text) {
  if (state === 'missing') throw new Error(`there is no ${name} yet, and --ci writes none: run the test without it, and commit what it writes`);
  if (state === 'different') throw compared(`this is not what the ${name} says; if it is right, run with --update-snapshots`, stored, text);
  return { pass: true, message: () => '' };
}

function thrown(matcher, name, received) {
  if (matcher.promise === 'rejects') return received?.message ?? received;
  if (typeof received !== 'function') throw new TypeError(`expect().${name}() is for a function that throws`);
  try {
    received();
  } catch (error) {
    return error?.message ?? error;
  }
  throw new Error('the function did not throw');
}

function inFile(matcher, name, text, hint = '') {
  once(matcher, name);
  return settle(host.snapshot(String(hint), text), text);
}

function inline(matcher, name, text, known) {
  once(matcher, name);
  if (matcher.promise) throw new Error(`expect().${matcher.promise}.${name}() does not know its place any more: await the promise first, and then expect(value).${name}()`);
  if (known !== undefined && typeof known !== 'string') throw new TypeError(`${name}() takes a text: leave it out, and it is written for you`);
  return settle(host.inlineSnapshot(name, text, known), text);
}

function once(matcher, name) {
  inTest(`expect().${name}()`);
  if (matcher.isNot) throw new Error(`expect().not.${name}() says nothing: leave out the not, or the snapshot`);
}

const snapshots = {
  toMatchSnapshot(received, properties, hint) {
    if (typeof properties === 'string') [properties, hint] = [undefined, properties];
    return inFile(this, 'toMatchSnapshot', picture(received, properties), hint);
  },
  toMatchInlineSnapshot(received, properties, known) {
    if (typeof properties === 'string') [properties, known] = [undefined, properties];
    return inline(this, 'toMatchInlineSnapshot', picture(received, properties), known);
  },
  toThrowErrorMatchingSnapshot(received, hint) {
    return inFile(this, 'toThrowErrorMatchingSnapshot', picture(thrown(this, 'toThrowErrorMatchingSnapshot', received)), hint);
  },
  toThrowErrorMatchingInlineSnapshot(received, known) {
    return inline(this, 'toThrowErrorMatchingInlineSnapshot', picture(thrown(this, 'toThrowErrorMatchingInlineSnapshot', received)), known);
  },
};
