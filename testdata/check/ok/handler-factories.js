// Calls that return handlers: what addEventListener gets is a function.
//
//     voxemu run testdata/check/ok/handler-factories.js --do 'wait-heard /key/; press 5; wait-heard /key/; press #'
const logged = (name, then) => function handler(event) {
  Logger.write(`${name} ${event.name}`);
  return then?.call(this, event);
};

function throttle(fn, times) {
  let n = 0;
  return (event) => (n++ < times ? fn(event) : undefined);
}

const compose = (...fns) => (event) => fns.forEach((fn) => fn(event));

function say(text) {
  return ({ call }) => call.say(text);
}

const stop = VoxEngine.terminate;
const bound = Logger.write.bind(Logger, 'bound');

VoxEngine.addEventListener(AppEvents.CallAlerting, logged('alerting', ({ call }) => {
  call.addEventListener(CallEvents.Connected, compose(say('Press a key.'), bound));
  call.addEventListener(CallEvents.ToneReceived, throttle(say('Another key?'), 1));
  call.addEventListener(CallEvents.ToneReceived, logged('tone', ({ tone }) => {
    if (tone === '#') call.hangup();
  }));
  call.addEventListener(CallEvents.Disconnected, logged('gone', stop));
  call.handleTones(true, DTMFType.ALL);
  call.answer();
}));

VoxEngine.addEventListener(AppEvents.Terminating, 'use strict' && (() => Logger.write('terminating')));
