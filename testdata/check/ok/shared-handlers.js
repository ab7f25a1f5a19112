// One handler for events of several classes, and for events of our own: it reads the fields of them all.
//
//     voxemu run testdata/check/ok/shared-handlers.js --do 'wait-heard /Say or press/; press 3; wait-heard /3/; say four; wait 3s'
require(Modules.ASR);

function onInput(event) {
  const { name, tone, text, confidence, key = tone ?? text } = event;
  Logger.write(`${name ?? 'own'}: ${key} ${confidence ?? ''} ${event.id ?? ''}`);
  if ('error' in event) Logger.write(event.error);
  if (event.digit || event.own) Logger.write('made by this scenario');
  return key;
}

const failed = (event) => {
  Logger.write(event.error || event.reason || event.code || event.internalCode || 'no reason');
  VoxEngine.terminate();
};

const options = { profile: ASRProfileList.Google.en_US };
options.interimResults = true;
options.singleUtterance = true;

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const asr = VoxEngine.createASR(options);
  const answers = [];
  const input = (event) => {
    answers.push(onInput(event));
    if (answers.length < 2) call.say(`You said ${answers.at(-1)}.`);
    else call.hangup();
  };

  onInput({ digit: '0', own: true, key: 'start' });
  call.addEventListener(CallEvents.ToneReceived, input);
  asr.addEventListener(ASREvents.Result, input);
  asr.addEventListener(ASREvents.InterimResult, ({ text }) => Logger.write(text));
  asr.addEventListener(ASREvents.ASRError, failed);
  call.addEventListener(CallEvents.Connected, () => {
    call.handleTones(true);
    call.sendMediaTo(asr);
    call.say('Say or press a number.');
  });
  call.addEventListener(CallEvents.Disconnected, failed);
  call.answer();
});
