// Findings that are meant to be as they are: each comment silences one and says why.
//
//     voxemu run testdata/check/ok/suppressed.js --do 'wait 1s; hangup'
const text = 'in a text it is no comment: // voxemu-ignore VX1206';

function greeting(call) {
  // voxemu-ignore unknown-name: the release script puts its declaration before this
  if (call.clientType() === 'wab') return GREETING_OF_THE_DAY;

  /* voxemu-ignore VX1201: the same, with another kind of comment,
     and on two lines */

  return call.clientType() === 'sip' ? GREETING_OF_SIP : 'Hello.';
}

function refuse(call) {
  call.decline(603); // voxemu-ignore VX1204: an old gateway tells the two apart
  Logger.write(VoxEngine.nameOfTheGateway); // voxemu-ignore unknown-member: this one does not come from the platform
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  call.addEventListener(CallEvents.Connected, () => call.say(greeting(call)));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  Logger.write(text.length);
  if (callerid === 'gateway') refuse(call);
  else call.answer();
});
