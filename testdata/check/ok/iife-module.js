// Everything in one function, with an object of functions as its result, and prototypes instead of classes.
//
//     voxemu run testdata/check/ok/iife-module.js --do 'wait-heard /pin/i; press 12; wait-heard /wrong/; press 4711; wait 3s'
var Pin = (function () {
  'use strict';
  var self;

  function Pin(call, expected, done) {
    this.call = call;
    this.expected = expected;
    this.done = done;
    this.typed = '';
    self = this;
  }

  Pin.prototype.ask = function (text) {
    this.typed = '';
    this.call.say(text);
    this.arm();
  };

  Pin.prototype.arm = function () {
    clearTimeout(this.timer);
    this.timer = setTimeout(function () {
      self.ask('That was wrong. Your PIN, please.');
    }, 4000);
  };

  Pin.prototype.onTone = function (e) {
    this.typed += e.tone;
    this.arm();
    if (this.typed.length < this.expected.length) return;
    clearTimeout(this.timer);
    this.done(this.typed === this.expected);
  };

  return Pin;
})();

(function () {
  VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) {
    var call = e.call;
    var pin = new Pin(call, '4711', function (ok) {
      call.handleTones(false);
      call.addEventListener(CallEvents.PlaybackFinished, function () { call.hangup(); });
      call.say(ok ? 'Welcome.' : 'Goodbye.');
    });
    call.addEventListener(CallEvents.Connected, function () {
      call.handleTones(true);
      pin.ask('Your PIN, please.');
    });
    call.addEventListener(CallEvents.ToneReceived, pin.onTone.bind(pin));
    call.addEventListener(CallEvents.Disconnected, function () {
      clearTimeout(pin.timer);
      VoxEngine.terminate();
    });
    call.answer();
  });
}());
