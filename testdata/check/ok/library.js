// A library for other scenarios of a rule: it handles no call, and ends nothing.
//
//     voxemu run testdata/check/ok/library.js testdata/check/ok/library-user.js
var Flow = (function () {
  function play(call, text) {
    return new Promise(function (resolve) {
      call.addEventListener(CallEvents.PlaybackFinished, function done() {
        call.removeEventListener(CallEvents.PlaybackFinished, done);
        resolve(call);
      });
      call.say(text);
    });
  }

  function dial(number, callerid) {
    return VoxEngine.callPSTN(number, callerid);
  }

  function keys(call, handler) {
    call.addEventListener(CallEvents.ToneReceived, function (e) {
      handler(e.tone);
    });
  }

  return { play: play, dial: dial, keys: keys };
})();

function hangupAfter(call, ms) {
  setTimeout(function () {
    call.hangup();
  }, ms);
}
