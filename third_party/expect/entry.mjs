// What of the expect library is used, as one function that makes an `expect`.
import * as chai from 'chai';
import { ASYMMETRIC_MATCHERS_OBJECT, JestAsymmetricMatchers, JestChaiExpect, JestExtend, customMatchers, equals, getState, iterableEquality, setState, subsetEquality } from '@vitest/expect';
import { format, plugins } from '@vitest/pretty-format';
import { diff } from '@vitest/utils/diff';

const bare = (text) => text;
const plain = { aColor: bare, bColor: bare, changeColor: bare, commonColor: bare, patchColor: bare, omitAnnotationLines: false };

globalThis.__voxemu_expect = () => {
  chai.config.useProxy = false; // it only helps against misspelt matchers, at a price for each assertion
  chai.use(JestExtend);
  chai.use(JestChaiExpect);
  chai.use(JestAsymmetricMatchers);
  const expect = (value, message) => {
    const { assertionCalls } = getState(expect);
    setState({ assertionCalls: assertionCalls + 1 }, expect);
    return chai.expect(value, message);
  };
  Object.assign(expect, chai.expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT]);
  expect.getState = () => getState(expect);
  expect.setState = (state) => setState(state, expect);
  expect.extend = (matchers) => chai.expect.extend(expect, matchers);
  expect.assertions = (n) => setState({ expectedAssertionsNumber: n }, expect);
  expect.hasAssertions = () => setState({ isExpectingAssertions: true }, expect);
  expect.unreachable = (message) => { chai.assert.fail(`expected${message ? ` "${message}" ` : ' '}not to be reached`); };
  expect.extend(customMatchers);
  setState({ assertionCalls: 0, expectedAssertionsNumber: null, isExpectingAssertions: false }, expect);
  return {
    expect, chai, equals,
    format: (value) => format(value, { escapeString: false, printBasicPrototype: false, plugins: Object.values(plugins) }),
    diff: (expected, received) => diff(expected, received, plain),
    matches: (value, part) => equals(value, part, [iterableEquality, subsetEquality]),
  };
};
