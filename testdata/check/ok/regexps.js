// Expressions with repetitions that are harmless: no character can be matched in two ways.
//
//     voxemu run testdata/check/ok/regexps.js
const e164 = /^\+?[1-9]\d{6,14}$/;
const groups = /^(?:\d{2,4}[ -])*\d{2,6}$/;
const words = /(?:yes|yeah|sure|of course)\b/i;
const list = /^[a-z]+(?:,[a-z]+)*$/;
const quoted = /"(?:[^"\\]|\\.)*"/g;
const email = /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i;
const spaces = /\s+/g;
const uri = /^sip:(?<user>[^@;]+)@(?<host>[^;:]+)(?::(\d+))?(?:;.*)?$/;

function number(text) {
  const compact = text.replace(spaces, '').replace(/[().-]/g, '');
  if (e164.test(compact)) return compact.replace(/^\+/, '');
  return groups.test(text) ? compact : null;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, toURI, callerid }) => {
  const { user = '', host = '' } = uri.exec(toURI)?.groups ?? {};
  Logger.write([user, host, number(callerid), email.test(`${user}@${host}`), list.test('a,b'), quoted.test('"x"')].join(' '));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.answer();
  call.say(words.test('Of course') ? 'Fine.' : 'Well.');
});
