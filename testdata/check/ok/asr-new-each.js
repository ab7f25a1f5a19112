// A new recogniser for each question: its listeners are new too, so nothing piles up.
//
//     voxemu run testdata/check/ok/asr-new-each.js --do 'wait-heard /city/; say Paris; wait-heard /street/; say "Main Street"; wait-heard /Thank/'
require("asr");

var language = ASRLanguage.ENGLISH_US;
var fields = ['city', 'street'];
var data = {};

VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) {
  var call = e.call;
  call.addEventListener(CallEvents.Connected, function () { ask(call, 0); });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});

function ask(call, i) {
  if (i === fields.length) {
    Logger.write(data);
    call.removeEventListener(CallEvents.PlaybackFinished);
    call.addEventListener(CallEvents.PlaybackFinished, function () { call.hangup(); });
    call.say('Thank you.', Language.US_ENGLISH_FEMALE);
    return;
  }
  call.removeEventListener(CallEvents.PlaybackFinished);
  call.addEventListener(CallEvents.PlaybackFinished, function () {
    var asr = VoxEngine.createASR(language);
    asr.addEventListener(ASREvents.CaptureStarted, function () { Logger.write('...'); });
    asr.addEventListener(ASREvents.Result, function (r) {
      data[fields[i]] = r.text;
      r.asr.stop();
      ask(call, i + 1);
    });
    call.sendMediaTo(asr);
  });
  call.say('Say your ' + fields[i] + '.', Language.US_ENGLISH_FEMALE);
}
