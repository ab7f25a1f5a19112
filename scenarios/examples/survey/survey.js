// Calls a customer, asks for a mark from 1 to 5 and keeps it. The number comes with the custom data of the start.
//
//     voxemu run scenarios/examples/survey --start --custom-data '{"number": "15550700"}' --far scenarios/examples/survey/far.yaml
require(Modules.ApplicationStorage);

const voice = VoiceList.Amazon.en_US_Joanna;

VoxEngine.addEventListener(AppEvents.Started, () => {
  const { number } = JSON.parse(VoxEngine.customData());
  const call = VoxEngine.callPSTN(number, '15550199');
  let mark;

  call.addEventListener(CallEvents.Connected, () => {
    call.handleTones(true);
    call.say('How did you like our service? Press a key from 1 to 5.', { voice });
  });
  call.addEventListener(CallEvents.ToneReceived, async ({ tone }) => {
    if (mark || !'12345'.includes(tone)) return;
    mark = Number(tone);
    try {
      await ApplicationStorage.put(`mark:${number}`, JSON.stringify({ mark, at: new Date().toISOString() }));
    } catch (error) {
      Logger.write(`mark ${mark} of ${number} is not kept: ${error}`);
    }
    call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
    call.say(mark > 3 ? 'We are glad. Thank you.' : 'We will do better. Thank you.', { voice });
  });
  call.addEventListener(CallEvents.Failed, ({ code }) => {
    Logger.write(`not reached: ${code}`);
    VoxEngine.terminate();
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
