// Answers text messages within a call: what a web client sends beside its voice.
//
//     voxemu run scenarios/examples/text-chat --do 'wait 1s; message help; wait 1s; message what time is it; wait 2s; message bye'
const answers = {
  help: () => 'Commands: help, what time is it, bye.',
  'what time is it': () => new Date().toLocaleTimeString('en-GB', { timeZone: 'Europe/London' }),
};

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.MessageReceived, ({ text }) => {
    if (text === 'bye') {
      call.sendMessage('Goodbye.');
      call.hangup();
      return;
    }
    const answer = answers[text.toLowerCase()];
    call.sendMessage(answer ? answer() : `I don't understand "${text}".`);
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
