// IVRState asks for keys by itself: nobody has to call handleTones, or to listen for anything.
//
//     voxemu run testdata/check/ok/ivr-state.js --do 'wait-heard /sales/; press 2; wait-heard /order/; press 123456; wait 20s' --far testdata/check/ok/far.yaml
require(Modules.IVR);

const english = { lang: VoiceList.Amazon.en_US_Joanna };
const prompt = (say) => ({ say, ...english });
var activeCall;

const thanks = new IVRState('thanks', {
  type: 'noinput',
  prompt: { play: 'https://cdn.example.com/thanks.mp3' },
  nextState: null,
}, function () {
  activeCall.hangup();
});

const order = new IVRState('order', {
  type: 'inputfixed',
  inputLength: 6,
  timeout: 10000,
  prompt: prompt('Enter the six digits of your order.'),
}, function (input) {
  Logger.write(`order ${input}`);
  thanks.enter(activeCall);
}, function (partial) {
  Logger.write(`only ${partial}`);
  order.enter(activeCall);
});

const main = new IVRState('main', {
  type: 'select',
  prompt: prompt('Press 1 for sales, 2 for orders.'),
  nextStates: { 2: order },
}, function (key) {
  if (key === '1') thanks.enter(activeCall);
  else main.enter(activeCall);
}, () => main.enter(activeCall));

VoxEngine.addEventListener(AppEvents.CallAlerting, function ({ call }) {
  activeCall = call;
  call.addEventListener(CallEvents.Connected, () => main.enter(call));
  call.addEventListener(CallEvents.Disconnected, () => VoxEngine.terminate());
  call.answer();
});
