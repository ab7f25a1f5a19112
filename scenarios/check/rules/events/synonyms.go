package events

import "strings"

// synonyms are the names that scenarios give to fields, by event, each with the real one: "digit=tone". They are looked at
// before near names.
var synonyms = map[string]string{
	"AppEvents.CallAlerting":            "callerId=callerid callerNumber=callerid caller=callerid from=callerid ani=callerid to=destination number=destination called=destination calledNumber=destination dialedNumber=destination dnis=destination callee=destination data=customData callId=id",
	"AppEvents.HttpRequest":             "body=content data=content postData=content payload=content text=content url=path uri=path",
	"AppEvents.WebSocket":               "webSocket=websocket socket=websocket ws=websocket",
	"AppEvents.Started":                 "url=accessURL sessionID=sessionId session_id=sessionId",
	"CallEvents.ToneReceived":           "digit=tone digits=tone key=tone dtmf=tone value=tone symbol=tone button=tone number=tone char=tone input=tone",
	"CallEvents.Disconnected":           "code=internalCode statusCode=internalCode sipCode=internalCode cause=reason",
	"CallEvents.Failed":                 "statusCode=code status=code internalCode=code sipCode=code errorCode=code cause=reason message=reason error=reason",
	"CallEvents.RecordStarted":          "recordUrl=url recordURL=url recordingUrl=url recordingURL=url recordUri=url uri=url link=url file=url",
	"CallEvents.RecordStopped":          "recordUrl=url recordURL=url recordingUrl=url recordingURL=url recordUri=url uri=url link=url file=url",
	"CallEvents.RecordError":            "message=error reason=error",
	"CallEvents.PlaybackFinished":       "reason=error errorMessage=error",
	"CallEvents.MicStatusChange":        "status=active isActive=active micActive=active micStatus=active speaking=active state=active",
	"CallEvents.MessageReceived":        "message=text body=text content=text data=text",
	"CallEvents.InfoReceived":           "text=body content=body data=body message=body contentType=mimeType type=mimeType",
	"CallEvents.TransferFailed":         "statusCode=code status=code message=reason error=reason",
	"CallEvents.BlindTransferRequested": "to=transferTo target=transferTo destination=transferTo referTo=transferTo",
	"ASREvents.Result":                  "result=text utterance=text phrase=text transcription=text message=text value=text score=confidence language=languageCode",
	"ASREvents.InterimResult":           "result=text utterance=text phrase=text transcription=text message=text value=text",
	"ASREvents.ASRError":                "message=error reason=error",
	"PlayerEvents.Error":                "message=error reason=error",
	"PlayerEvents.PlaybackFinished":     "reason=error errorMessage=error",
	"SequencePlayerEvents.Error":        "message=error reason=error",
	"RecorderEvents.Started":            "recordUrl=url recordURL=url recordingUrl=url recordingURL=url uri=url link=url file=url",
	"RecorderEvents.RecorderError":      "message=error reason=error",
	"ConferenceEvents.ConferenceError":  "message=error reason=error",
	"WebSocketEvents.MESSAGE":           "data=text message=text payload=text body=text content=text",
	"WebSocketEvents.CLOSE":             "message=reason",
	"ACDEvents.OperatorReached":         "call=operatorCall agentCall=operatorCall operator=operatorCall",
	"ACDEvents.OperatorFailed":          "code=statusCode operatorName=operatorUserName operator=operatorUserName",
	"ACDEvents.Error":                   "message=error reason=error",
	"SmartQueueEvents.OperatorReached":  "operatorCall=agentCall call=agentCall operator=agentCall",
	"SmartQueueEvents.Error":            "error=description message=description reason=description",
	"SmartQueueEvents.TaskCanceled":     "reason=description message=description code=status",
	"AMD.Events.DetectionComplete":      "result=resultClass class=resultClass type=resultClass subtype=resultSubtype",
	"AMD.Events.DetectionError":         "error=message reason=message",
}

// doubtful are fields that some providers are said to send (section 6.7).
var doubtful = map[string]string{
	"ASREvents.Result":        "transcript",
	"ASREvents.InterimResult": "transcript confidence",
}

// synonym returns the real name of what a scenario calls a field, or "".
func synonym(of, field string) string {
	for pair := range strings.SplitSeq(synonyms[of], " ") {
		if name, right, _ := strings.Cut(pair, "="); name == field {
			return right
		}
	}
	return ""
}
