// Started over HTTP with JSON; the session keeps a short text of its own. 200 bytes are the limit.
//
//     voxemu run testdata/check/ok/start-data.js --start --custom-data '{"number":"15550303","text":"The shop is open."}' --far testdata/check/ok/far.yaml
'use strict';

const MAX = 200;

function parse(text) {
  if (!text) return null;
  try {
    const data = JSON.parse(text);
    return typeof data === 'object' ? data : null;
  } catch (e) {
    return null;
  }
}

VoxEngine.addEventListener(AppEvents.Started, (e) => {
  const data = parse(VoxEngine.customData());
  if (!data?.number) {
    Logger.write(`nothing to do in session ${e.sessionId}`);
    VoxEngine.terminate();
    return;
  }
  VoxEngine.customData(JSON.stringify({ to: data.number }).slice(0, MAX));
  const call = VoxEngine.callPSTN(data.number, data.from || '15550100');
  call.customData('x'.repeat(MAX));
  call.addEventListener(CallEvents.Connected, () => {
    call.record();
    call.say((data.text + ' Press 1.').substring(0, 1500), { voice: VoiceList.Amazon.en_US_Joanna });
    call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  });
  call.addEventListener(CallEvents.RecordStarted, ({ url }) => Logger.write(url));
  call.addEventListener(CallEvents.Failed, done);
  call.addEventListener(CallEvents.Disconnected, done);
});

function done({ name, code }) {
  Logger.write(`${name} ${code ?? ''}`);
  VoxEngine.terminate();
  Logger.write('this line is still written');
}
