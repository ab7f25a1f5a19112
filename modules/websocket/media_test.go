package websocket_test

import (
	"testing"

	"voxemu/modules/apitest"
)

func TestMedia(t *testing.T) {
	const answered = `onCall((call) => { call.answer(); call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate); const ws = VoxEngine.createWebSocket('wss://bot/a'); `
	shows := `for (const n of ['MEDIA_STARTED', 'MEDIA_ENDED']) ws.addEventListener(WebSocketEvents[n], (e) => w(n + ' ' + JSON.stringify({tag: e.tag, encoding: e.encoding, custom: e.customParameters, info: e.mediaInfo})));`
	far := `{"event":"start","start":{"tag":"x","mediaFormat":{"encoding":"ULAW","sampleRate":8000},"customParameters":`
	check(t, []rule{
		{
			name: "a start says what comes", o: apitest.Options{Do: "wait 4s; hangup"},
			bot: `message ` + far + `{"b":1,"a":[true,null,"x"]}}}; wait 2s; message ` + far + `"{\"k\":\"v\"}"}}; wait 500ms; message {"event":"stop","stop":{"tag":"x"}}`,
			js:  answered + shows + `});`,
			want: []string{
				`10 MEDIA_STARTED {"tag":"x","encoding":"ULAW","custom":{"b":1,"a":[true,null,"x"]}}`,
				`1010 MEDIA_ENDED {"tag":"x","info":{"duration":0}}`,
				`2010 MEDIA_STARTED {"tag":"x","encoding":"ULAW","custom":{"k":"v"}}`,
				`2510 MEDIA_ENDED {"tag":"x","info":{"duration":0}}`,
			},
		},
		{
			name: "the duration accumulates over the socket", o: apitest.Options{Do: "wait 9s; hangup"},
			bot: `say a length=2s tag=a; say b length=1500ms tag=b; wait 3s; say c length=600ms tag=a`,
			js:  answered + shows + `});`,
			want: []string{
				`10 MEDIA_STARTED {"tag":"a","encoding":"PCM16","custom":null}`,
				`2010 MEDIA_STARTED {"tag":"b","encoding":"PCM16","custom":null}`,
				`3010 MEDIA_ENDED {"tag":"a","info":{"duration":3}}`,
				`4510 MEDIA_ENDED {"tag":"b","info":{"duration":3}}`,
				`6510 MEDIA_STARTED {"tag":"a","encoding":"PCM16","custom":null}`,
				`8110 MEDIA_ENDED {"tag":"a","info":{"duration":4}}`,
			},
		},
		{
			name: "frames that are wrong are warned of", o: apitest.Options{Do: "wait 1s; hangup"},
			bot: `message {"event":"start"}; message {"event":"media","customEvent":"x"}`,
			js:  answered + `ws.onmessage = () => w('never'); });`,
			warnings: []string{
				`the WebSocket received a frame of media that is wrong: it has no field "start"`,
				"the WebSocket received a frame of media that is wrong: it has both event and customEvent",
			},
		},
		{
			name: "impossible routes", o: apitest.Options{Do: "wait 1s; hangup"},
			js: answered + `
				w(tried(() => ws.sendMediaTo()));
				w(tried(() => ws.stopMediaTo({})));
				w(tried(() => call.sendMediaTo('x')));
				ws.sendMediaTo(ws);
				ws.stopMediaTo(call);
				const round = {};
				round.round = round;
				call.sendMediaTo(ws, {encoding: 'MP3', customParameters: round});
			});`,
			want: []string{
				"0 TypeError: sendMediaTo: a media unit is expected, not undefined",
				"0 TypeError: stopMediaTo: a media unit is expected, not an object",
				"0 TypeError: sendMediaTo: a media unit is expected, not x",
			},
			warnings: []string{
				"sendMediaTo: ID cannot hear itself",
				"stopMediaTo: ID does not send media to ID",
				`sendMediaTo: there is no encoding "MP3": the default, PCM8, is used`,
				"sendMediaTo: customParameters can't be written as JSON: none are sent",
			},
		},
	})
}

// What is sent with a tag and parameters arrives as the far end's start frame says; each source has a stream of its own.
func TestWhatTheFarEndGets(t *testing.T) {
	check(t, []rule{{
		name: "two streams", o: apitest.Options{Do: "wait 1s; hangup"},
		bot: `wait-message /"tag":"caller","mediaFormat":{"encoding":"ULAW","sampleRate":8000,"channels":1},"customParameters":"{\\"lang\\":\\"en\\"}"/; message tagged; ` +
			`wait-message /"start":{"mediaFormat":{"encoding":"PCM8"/; message plain; wait-message /"event":"stop".*"tag":"caller"/; message stopped`,
		js: `onCall((call) => {
			call.answer();
			const ws = VoxEngine.createWebSocket('wss://bot/a');
			ws.onmessage = (e) => w(e.text);
			call.sendMediaTo(ws, {tag: 'caller', encoding: WebSocketAudioEncoding.ULAW, customParameters: {lang: 'en'}});
			VoxEngine.sendMediaBetween(ws, call);
			setTimeout(() => call.stopMediaTo(ws, {tag: 'caller'}), 500);
			call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
		});`,
		want: []string{"20 tagged", "20 plain", "500 stopped"},
	}})
}

// A caller and a simulated bot hear each other.
func TestATalkWithABot(t *testing.T) {
	r := apitest.Run(t, apitest.Options{
		Do:         "wait-heard /help/; say a pizza please; wait-heard /coming/; hangup",
		WebSockets: map[string]string{"wss://bot/*": "wait 1s; say How can I help?; wait-heard /pizza/; say It is coming; stop-media"},
	}, prelude+`onCall((call) => {
		call.answer();
		const ws = VoxEngine.createWebSocket('wss://bot/a');
		ws.addEventListener(WebSocketEvents.OPEN, () => VoxEngine.sendMediaBetween(call, ws));
		call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
	});`)
	same(t, "what was heard", r.Heard(), []string{
		`1985 caller "How can I help?"`, `2895 bot "a pizza please"`, `3675 caller "It is coming"`,
	})
}

// clearMediaBuffer drops what a bot has sent ahead: the caller interrupts it.
func TestBargeIn(t *testing.T) {
	r := apitest.Run(t, apitest.Options{
		Do:         "wait 3s; say stop; wait 1s; hangup",
		WebSockets: map[string]string{"wss://bot/*": `wait 1s; say "a long story that goes on and on" length=8s pace=burst; wait-heard /stop/; message interrupted`},
	}, prelude+`onCall((call) => {
		call.answer();
		const ws = VoxEngine.createWebSocket('wss://bot/a');
		ws.addEventListener(WebSocketEvents.OPEN, () => VoxEngine.sendMediaBetween(call, ws));
		ws.addEventListener(WebSocketEvents.MESSAGE, () => ws.clearMediaBuffer());
		call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
	});`)
	same(t, "what was heard", r.Heard(), []string{
		`3520 bot "stop"`, `3520 caller "a long story that goes on and on" (cut)`,
	})
}
