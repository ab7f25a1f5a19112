// Texts of a player, of a sequence and of a state of a menu.
require(Modules.IVR);

const terms = 'we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; we are open from nine to five, and on Saturdays from ten to two, except on holidays; ';

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const reader = VoxEngine.createTTSPlayer(terms, { onPause: true });
  const both = VoxEngine.createSequencePlayer({ segments: [{ text: 'Our terms.' }, { text: terms }] });
  const menu = new IVRState('menu', {
    type: 'select',
    timeout: 5000,
    nextStates: {},
    prompt: { say: terms, lang: VoiceList.Amazon.en_US_Joanna },
  }, () => call.hangup(), () => call.hangup());
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Connected, () => {
    reader.stop();
    both.stop();
    menu.enter(call);
  });
  call.answer();
});
