// A menu made of states: the order number is asked for digit by digit, and a wrong key leads back to the menu.
//
//     voxemu run scenarios/examples/ivr-states \
//         --do 'wait-heard /press 1/i; press 7; wait-heard /press 1/i; press 1; wait-heard /number/i; wait 1s; press 4711#; wait 30s'
require(Modules.IVR);

const lang = VoiceList.Amazon.en_US_Joanna;
let call;

const goodbye = new IVRState('goodbye', {
  type: 'noinput',
  prompt: { say: 'Goodbye.', lang },
  nextState: null,
}, () => call.hangup());

const order = new IVRState('order', {
  type: 'inputunknown',
  prompt: { say: 'Enter your order number and the hash key.', lang },
  terminateOn: '#',
  timeout: 4000,
}, (number) => {
  Logger.write(`order ${number}`);
  goodbye.enter(call);
}, () => goodbye.enter(call));

const menu = new IVRState('menu', {
  type: 'select',
  prompt: { say: 'For your order press 1.', lang },
  nextStates: { 1: order },
}, () => menu.enter(call), () => goodbye.enter(call));

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  call = e.call;
  call.addEventListener(CallEvents.Connected, () => menu.enter(call));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
