// A bot: each answer listens for the end of its prompt, and so for the ends of all that follow.
require(Modules.ASR);

var call;

VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) {
  call = e.call;
  call.addEventListener(CallEvents.Connected, listen);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});

function listen() {
  var asr = VoxEngine.createASR({ profile: ASRProfileList.Google.en_US });
  asr.addEventListener(ASREvents.Result, function (e) {
    answer(e.text);
  });
  call.sendMediaTo(asr);
}

function answer(text) {
  Net.httpRequestAsync('https://bot.example.com/?q=' + encodeURIComponent(text)).then(function (res) {
    call.say(res.text);
    call.addEventListener(CallEvents.PlaybackFinished, goOn);
  }).catch(function () {
    call.hangup();
  });
}

function goOn() {
  Logger.write('the next question');
}
