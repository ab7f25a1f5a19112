// Greets callers in the language of their country, which PhoneNumber tells from the number.
//
//     voxemu run scenarios/examples/where-from --from 4930901820
//     voxemu run scenarios/examples/where-from --from 33142685300
//     voxemu run scenarios/examples/where-from --from 12125550100
const greetings = {
  DE: ['Guten Tag.', VoiceList.Amazon.de_DE_Vicki],
  FR: ['Bonjour.', VoiceList.Amazon.fr_FR_Celine],
  default: ['Hello.', VoiceList.Amazon.en_US_Joanna],
};

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  const info = PhoneNumber.getInfo(`+${callerid}`);
  Logger.write(`${info.number}: ${info.region}, ${info.location}`);
  const [text, voice] = greetings[info.region] ?? greetings.default;
  call.addEventListener(CallEvents.Connected, () => call.say(text, { voice }));
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
