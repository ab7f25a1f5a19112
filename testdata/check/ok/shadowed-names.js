// Names of the API stand for something else inside of functions.
//
//     voxemu run testdata/check/ok/shadowed-names.js --do 'wait 1s; hangup'
function describe(CallEvents) {
  return CallEvents.OnHangup || CallEvents.Nothing || 'no events';
}

function fakeNet() {
  const Net = { get: (url) => `GET ${url}`, WebSocket: class { open() { return this; } } };
  new Net.WebSocket().open();
  return Net.get('x');
}

function block() {
  {
    let ASR = { start() { return 'started'; } };
    Logger.write(ASR.start());
  }
  for (const Modules of [{ Everything: 'all' }]) Logger.write(Modules.Everything);
  try {
    throw { Player: { play: () => 'played' } };
  } catch ({ Player }) {
    Logger.write(Player.play());
  }
}

const { addEventListener: listen, terminate } = VoxEngine;
const { Connected, Disconnected } = CallEvents;
const Events = { ...CallEvents, Custom: 'Custom.Event' };

listen(AppEvents.CallAlerting, function ({ call: Call }) {
  Logger.write([describe({ OnHangup: 'hung up' }), fakeNet(), Events.Custom].join());
  block();
  Call.addEventListener(Connected, () => Call.say('Hello.'));
  Call.addEventListener(Disconnected, terminate);
  Call.answer();
});
