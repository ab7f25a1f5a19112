// A menu with two choices. Who presses nothing, or anything else, hears the menu again, three times in all.
//
//     voxemu run scenarios/examples/ivr-digits --do 'wait-heard /for your order/i; wait 1s; press 2'
const voice = VoiceList.Amazon.en_US_Joanna;
const choices = {
  1: 'Sales is closed today.',
  2: 'Your order is on its way.',
};
const mostRounds = 3;
const patience = 5000; // ms after the menu

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  let round = 0;
  let timer;

  function menu() {
    round += 1;
    call.say('For sales press 1. For your order press 2.', { voice });
  }

  function goodbye(text) {
    call.removeEventListener(CallEvents.PlaybackFinished);
    call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
    call.say(text, { voice });
  }

  call.addEventListener(CallEvents.Connected, menu);
  call.addEventListener(CallEvents.PlaybackFinished, () => {
    timer = setTimeout(() => (round < mostRounds ? menu() : goodbye('Goodbye.')), patience);
  });
  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => {
    clearTimeout(timer);
    call.stopPlayback();
    Logger.write(`the caller chose ${tone}`);
    if (tone in choices) {
      call.handleTones(false);
      goodbye(choices[tone]);
    } else {
      menu();
    }
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);

  call.handleTones(true, DTMFType.ALL);
  call.answer();
});
