// An assistant by Dialogflow, with its markers. It is not emulated: this one is only checked.
require(Modules.AI);

let dialogflow;
let hangup = false;

function onResponse({ response }) {
  if (response.queryResult !== undefined) {
    if (response.queryResult.diagnosticInfo?.end_conversation) hangup = true;
    if (response.queryResult.fulfillmentMessages) {
      response.queryResult.fulfillmentMessages.forEach((message) => Logger.write(message));
    }
  } else if (response.recognitionResult !== undefined) {
    Logger.write(response.recognitionResult.transcript);
  }
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, () => {
    dialogflow = AI.createDialogflow({ agentId: 123, lang: 'en-US' });
    dialogflow.addEventListener(AI.Events.DialogflowResponse, onResponse);
    dialogflow.addMarker(-300);
    dialogflow.addEventListener(AI.Events.DialogflowPlaybackStarted, () => call.stopMediaTo(dialogflow));
    dialogflow.addEventListener(AI.Events.DialogflowPlaybackMarkerReached, () => call.sendMediaTo(dialogflow));
    dialogflow.addEventListener(AI.Events.DialogflowPlaybackFinished, () => {
      if (hangup) call.hangup();
    });
    dialogflow.addEventListener(AI.Events.DialogflowError, (e) => {
      Logger.write(e);
      call.hangup();
    });
    dialogflow.sendQuery({ event: { name: 'WELCOME', language_code: 'en' } });
    dialogflow.sendMediaTo(call);
  });
  call.addEventListener(CallEvents.Disconnected, () => {
    dialogflow?.stop();
    VoxEngine.terminate();
  });
  call.answer();
});
