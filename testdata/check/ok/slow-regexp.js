// Repetitions that look dangerous: each text fits them in one way, or they are short.
//
//     voxemu run testdata/check/ok/slow-regexp.js
const name = /^[A-Za-z]+(?:[ .'-][A-Za-z]+)*$/;
const blocks = /^(?:\d{1,3}\.){3}\d{1,3}$/;
const csv = new RegExp('^(?:[^",]*,)*[^",]*$');
const trimmed = /^\s+|\s+$/g;
const tag = /<(\w+)[^>]*>/i;
const few = /^(\w{1,2}\s?){1,4}$/;
const quoted = /^"(?:[^"\\]|\\.)*"$/;
const built = (text) => new RegExp(`^(${text})+$`);

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, displayName, callerid }) => {
  const text = String(displayName).replace(trimmed, '');
  const marks = [name, blocks, csv, tag, few, quoted, built('a')].map((expression) => expression.test(text));
  Logger.write(`${callerid}: ${marks.join(' ')}`);
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
  call.say(marks[0] ? `Hello, ${text}` : 'Hello');
});
