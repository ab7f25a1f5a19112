// Texts at the limit, and longer ones in pieces.
//
//     voxemu run testdata/check/ok/long-texts.js --do 'wait 20m'
const LIMIT = 1500;
const sentence = 'This sentence is said again and again. ';
const exact = 'a'.repeat(LIMIT);
const terms = sentence.repeat(100);

function pieces(text, size = LIMIT) {
  const list = [];
  for (let i = 0; i < text.length; i += size) list.push(text.slice(i, i + size));
  return list;
}

function cut(text, limit) {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const queue = [exact, ...pieces(terms)];
  const next = () => {
    const text = queue.shift();
    if (text) call.say(text);
    else call.hangup();
  };
  call.customData(cut(JSON.stringify({ terms }), 190));
  Logger.write(cut(terms, 15000));
  call.addEventListener(CallEvents.Connected, next);
  call.addEventListener(CallEvents.PlaybackFinished, next);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
