package player_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"voxemu/modules/apitest"
	"voxemu/runtime/session"
)

func withoutIDs(lines []string) []string {
	id := regexp.MustCompile(`\b[0-9A-F]{16}\.\d+\.\d+|[A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{22}\b`)
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = id.ReplaceAllString(line, "ID")
	}
	return out
}

func TestTTSPlayer(t *testing.T) {
	check(t, []rule{
		{name: "plays_by_itself", js: `show(VoxEngine.createTTSPlayer('Hello there'))`,
			want: []string{"0 Created", "0 PlaybackReady", `0 Started {"duration":715}`, "715 PlaybackFinished"}},
		{name: "named_parameters", js: `show(VoxEngine.createTTSPlayer('x'.repeat(20), {voice: VoiceList.Amazon.en_US_Joanna, ttsOptions: {rate: '2'}, progressivePlayback: true}))`,
			want: []string{"0 Created", "0 PlaybackReady", `0 Started {"duration":650}`, "650 PlaybackFinished"}},
		{name: "the_legacy_voice", js: `show(VoxEngine.createTTSPlayer('Hello there', Language.US_ENGLISH_FEMALE))`,
			want: []string{"0 Created", "0 PlaybackReady", `0 Started {"duration":715}`, "715 PlaybackFinished"}},
		{name: "an_empty_text", js: `show(VoxEngine.createTTSPlayer(''))`, want: []string{"0 Created", "0 PlaybackReady", "0 PlaybackFinished"}},
		{name: "1501_characters", js: `show(VoxEngine.createTTSPlayer('x'.repeat(1501)))`, want: []string{
			"0 Created", `0 Error {"error":"the text has 1501 characters, 1500 are allowed"}`, `0 PlaybackFinished {"error":"the text has 1501 characters, 1500 are allowed"}`}},
		{name: "without_a_text", js: `w(tried(() => VoxEngine.createTTSPlayer()))`, want: []string{"0 Error: createTTSPlayer: the text parameter is missing"}},
	})
}

func TestURLPlayer(t *testing.T) {
	plays := []string{"0 Created", "0 PlaybackReady", `0 Started {"duration":5000}`, "5000 PlaybackFinished"}
	check(t, []rule{
		{name: "a_request", js: `show(VoxEngine.createURLPlayer({url: file, method: 'POST', headers: [{name: 'A', value: 'b'}], body: {text: 'x'}}))`, want: plays},
		{name: "an_address", js: `show(VoxEngine.createURLPlayer(file))`, want: plays},
		{name: "legacy_loop_off", js: `show(VoxEngine.createURLPlayer(file, false, true))`, want: plays},
		{name: "legacy_loop_on", js: `const p = show(VoxEngine.createURLPlayer(file, true)); setTimeout(() => p.stop(), 30000)`,
			want: append(slices.Clone(plays[:3]), "30000 Stopped")},
		{name: "loop", js: `const p = show(VoxEngine.createURLPlayer({url: file}, {loop: true})); setTimeout(() => p.stop(), 30000)`,
			want: append(slices.Clone(plays[:3]), "30000 Stopped")},
		{name: "another_method", js: `show(VoxEngine.createURLPlayer({url: file, method: 'PUT'}))`, want: plays,
			warnings: []string{"createURLPlayer: the method is GET or POST, not PUT: GET is used"}},
		{name: "no_address", js: `w(tried(() => VoxEngine.createURLPlayer({}))); w(tried(() => VoxEngine.createURLPlayer()))`,
			want: []string{"0 Error: createURLPlayer: the url parameter is missing", "0 Error: createURLPlayer: the url parameter is missing"}},
		{name: "a_wrong_address", js: `for (const u of ['a.mp3', 'https:///a', 'http://%']) VoxEngine.createURLPlayer(u).addEventListener(PlayerEvents.Error, (e) => w(e.error))`, want: []string{
			`0 malformed URL "a.mp3": it begins with neither http:// nor https://`, `0 malformed URL "https:///a": it has no host`,
			`0 malformed URL "http://%": invalid URL escape "%"`}},
	})
}

func TestTonePlayer(t *testing.T) {
	check(t, []rule{
		{name: "length_of_the_script", js: `show(VoxEngine.createToneScriptPlayer('425@-19;3(1/4/1)'))`,
			want: []string{"0 Created", "0 PlaybackReady", `0 Started {"duration":3000}`, "3000 PlaybackFinished"}},
		{name: "loop", js: `const p = show(VoxEngine.createToneScriptPlayer('425@-19;3(1/4/1)', {loop: true})); setTimeout(() => p.stop(), 10000)`,
			want: []string{"0 Created", "0 PlaybackReady", `0 Started {"duration":3000}`, "10000 Stopped"}},
		{name: "a_wrong_script", js: `show(VoxEngine.createToneScriptPlayer('425'))`, want: []string{"0 Created",
			`0 Error {"error":"tone script \"425\", column 4: '@' expected"}`, `0 PlaybackFinished {"error":"tone script \"425\", column 4: '@' expected"}`}},
		{name: "no_script", js: `w(tried(() => VoxEngine.createToneScriptPlayer()))`, want: []string{"0 Error: createToneScriptPlayer: the script parameter is missing"}},
	})
}

func TestControl(t *testing.T) {
	check(t, []rule{
		{name: "on_pause_starts_with_resume", js: `const p = show(VoxEngine.createURLPlayer({url: file}, {onPause: true})); setTimeout(() => p.resume(), 1000)`,
			want: []string{"0 Created", "0 PlaybackReady", `1000 Started {"duration":5000}`, "6000 PlaybackFinished"}},
		{name: "speech_on_pause", js: `const p = show(VoxEngine.createTTSPlayer('Hello there', {onPause: true})); setTimeout(() => p.resume(), 1000)`,
			want: []string{"0 Created", "0 PlaybackReady", `1000 Started {"duration":715}`, "1715 PlaybackFinished"}},
		{name: "pause_stops_the_time", js: `const p = show(VoxEngine.createURLPlayer(file)); setTimeout(() => p.pause(), 1000); setTimeout(() => p.resume(), 3000)`,
			want: []string{"0 Created", "0 PlaybackReady", `0 Started {"duration":5000}`, "7000 PlaybackFinished"}},
		{name: "stop_comes_without_finished", js: `const p = show(VoxEngine.createURLPlayer(file)); setTimeout(() => p.stop(), 1000)`,
			want: []string{"0 Created", "0 PlaybackReady", `0 Started {"duration":5000}`, "1000 Stopped"}},
		{name: "stop_at_once", js: `show(VoxEngine.createURLPlayer(file)).stop()`, want: []string{"0 Created", "0 Stopped"}},
		{name: "a_player_that_has_ended", js: `const p = VoxEngine.createURLPlayer(file); setTimeout(() => { p.stop(); p.pause(); p.resume(); p.addMarker(1); }, 6000)`,
			warnings: []string{"stop: player ID has ended", "pause: player ID has ended", "resume: player ID has ended", "addMarker: player ID has ended"}},
		{name: "a_listener_that_is_removed", js: `const p = VoxEngine.createURLPlayer(file), f = () => w('started'); p.addEventListener(PlayerEvents.Started, f); p.removeEventListener(PlayerEvents.Started, f)`},
	})
}

func TestMarkers(t *testing.T) {
	check(t, []rule{
		{name: "from_both_ends", js: `const p = VoxEngine.createURLPlayer(file); p.addMarker(-1000); p.addMarker(2000); p.addMarker(0.5);
			p.addEventListener(PlayerEvents.PlaybackMarkerReached, (e) => w(e.offset))`, want: []string{"1 0.5", "2000 2000", "4000 -1000"}},
		{name: "one_that_has_passed", js: `const p = VoxEngine.createURLPlayer(file); p.addEventListener(PlayerEvents.PlaybackMarkerReached, (e) => w(e.offset)); setTimeout(() => p.addMarker(500), 1000)`, want: []string{"1000 500"}},
		{name: "no_number", js: `const p = VoxEngine.createURLPlayer(file); for (const x of [undefined, 'soon', 1e300, {}]) p.addMarker(x)`, warnings: []string{
			"addMarker: the offset is a number of milliseconds, not undefined: no marker is set", "addMarker: the offset is a number of milliseconds, not soon: no marker is set",
			"addMarker: the offset is a number of milliseconds, not 1e+300: no marker is set", "addMarker: the offset is a number of milliseconds, not an object: no marker is set"}},
		{name: "a_voice_without", js: `const p = show(VoxEngine.createTTSPlayer('Hello there', {voice: VoiceList.ElevenLabs.createBrandVoice('x')})); p.addMarker(100)`,
			want:     []string{"0 Created", "0 PlaybackReady", `0 Started {"duration":715}`, "715 PlaybackFinished"},
			warnings: []string{"addMarker: voices of ElevenLabs have no markers: no event comes"}},
	})
}

func TestPlayerLimit(t *testing.T) {
	const ten = `const all = []; for (let i = 0; i < 10; i++) all.push(VoxEngine.createURLPlayer(file, true));`
	check(t, []rule{
		{name: "the_11th_fails", js: ten + `show(VoxEngine.createURLPlayer(file))`, want: []string{"0 Created",
			`0 Error {"error":"more than 10 media players in a session"}`, `0 PlaybackFinished {"error":"more than 10 media players in a session"}`}},
		{name: "a_sequence_counts_as_one", js: ten + `all[0].stop(); VoxEngine.createSequencePlayer({segments: [{url: file}, {url: file}]}); show(VoxEngine.createURLPlayer(file))`, want: []string{"0 Created",
			`0 Error {"error":"more than 10 media players in a session"}`, `0 PlaybackFinished {"error":"more than 10 media players in a session"}`}},
		{name: "one_that_is_stopped_makes_room", js: ten + `all[0].stop(); show(VoxEngine.createTTSPlayer('Hello there'))`,
			want: []string{"0 Created", "0 PlaybackReady", `0 Started {"duration":715}`, "715 PlaybackFinished"}},
		{name: "one_that_is_finished_makes_room", js: `for (let i = 0; i < 10; i++) VoxEngine.createURLPlayer(file); setTimeout(() => show(VoxEngine.createTTSPlayer('Hello there')), 5001)`,
			want: []string{"5001 Created", "5001 PlaybackReady", `5001 Started {"duration":715}`, "5716 PlaybackFinished"}},
	})
}

func TestWhatACallHearsOfPlayers(t *testing.T) {
	for _, tt := range []struct {
		name, js       string
		want, warnings []string
	}{
		{"one", `VoxEngine.createTTSPlayer('Hello there').sendMediaTo(call)`, []string{`735 caller "Hello there"`}, nil},
		{"the_newest_source", `VoxEngine.createURLPlayer(file, true).sendMediaTo(call); setTimeout(() => VoxEngine.createTTSPlayer('Hello there').sendMediaTo(call), 1000)`,
			[]string{`1020 caller "https://example.com/a.mp3" (cut)`, `1735 caller "Hello there"`}, nil},
		{"the_older_again", `const m = VoxEngine.createURLPlayer(file, true); m.sendMediaTo(call);
			setTimeout(() => { const p = VoxEngine.createTTSPlayer('Hello there'); p.sendMediaTo(call); p.addEventListener(PlayerEvents.PlaybackFinished, () => m.sendMediaTo(call)); }, 1000);
			setTimeout(() => m.stop(), 4000)`,
			[]string{`1020 caller "https://example.com/a.mp3" (cut)`, `1735 caller "Hello there"`, `4020 caller "https://example.com/a.mp3" (cut)`}, nil},
		{"the_rest_of_what_has_begun", `const p = VoxEngine.createURLPlayer(file); setTimeout(() => p.sendMediaTo(call), 2000)`, []string{`5020 caller "https://example.com/a.mp3"`}, nil},
		{"a_pause_is_silence", `const p = VoxEngine.createURLPlayer(file); p.sendMediaTo(call); setTimeout(() => p.pause(), 1000); setTimeout(() => p.resume(), 2000)`,
			[]string{`1020 caller "https://example.com/a.mp3" (cut)`, `6020 caller "https://example.com/a.mp3"`}, nil},
		{"nothing_after_stopMediaTo", `const p = VoxEngine.createURLPlayer(file); p.sendMediaTo(call); setTimeout(() => p.stopMediaTo(call), 1000)`,
			[]string{`1020 caller "https://example.com/a.mp3" (cut)`}, nil},
		{"a_sequence", `VoxEngine.createSequencePlayer({segments: [{text: 'Hello there'}, {url: file}]}).sendMediaTo(call)`,
			[]string{`735 caller "Hello there"`, `5735 caller "https://example.com/a.mp3"`}, nil},
		{"no_events_on_the_call", `call.addEventListener(CallEvents.PlaybackStarted, () => w('started')); VoxEngine.createTTSPlayer('Hello there').sendMediaTo(call)`, []string{`735 caller "Hello there"`}, nil},
		{"nothing_can_be_sent_to_a_player", `const p = VoxEngine.createURLPlayer(file); call.sendMediaTo(p); p.stopMediaTo(call); VoxEngine.sendMediaBetween(p, call)`, nil,
			[]string{"sendMediaTo: ID receives no media", "stopMediaTo: ID does not send media to ID", "sendMediaTo: ID receives no media"}},
		{"an_ended_player_sends_nothing", `const p = VoxEngine.createURLPlayer(file); p.stop(); p.sendMediaTo(call)`, nil, []string{"sendMediaTo: ID has ended"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := apitest.Run(t, apitest.Options{Do: "wait 30s; hangup"}, prelude+`onCall((call) => {`+tt.js+`});`)
			same(t, "what was heard", r.Heard(), tt.want)
			same(t, "the warnings", withoutIDs(r.Warnings()), tt.warnings)
			same(t, "what the script wrote", r.Logs(), nil)
		})
	}
}

// Players don't keep a session alive, and end with it without an event.
func TestPlayersEndWithTheSession(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true}, prelude+`onStart(() => {
		VoxEngine.createURLPlayer(file, true); VoxEngine.createTTSPlayer('x'.repeat(1500));
		VoxEngine.addEventListener(AppEvents.Terminating, () => VoxEngine.createTTSPlayer('too late'));
	})`)
	r.WantEnd(session.NormalTermination, 60000)
	events := r.Events()
	if n := len(events); events[n-1] != "60000 Application.Terminated" || slices.ContainsFunc(events, func(e string) bool { return strings.HasSuffix(e, "Stopped") }) {
		t.Errorf("events: %q", events)
	}
}

func TestJSONOfAnEvent(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true}, prelude+`onStart(() => {
		VoxEngine.createURLPlayer(file).addEventListener(PlayerEvents.Started, (e) => { w(JSON.stringify(e)); w(e.player instanceof Player); });
		const p = VoxEngine.createSequencePlayer({segments: [{url: file}]});
		p.addEventListener(SequencePlayerEvents.Started, (e) => { w(JSON.stringify(e)); w(e.sequencePlayer === p && p instanceof SequencePlayer); });
	})`)
	same(t, "JSON", withoutIDs(r.Logs()), []string{
		`0 {"duration":5000,"id":"ID","name":"Player.Started","eventSourceField":"player","player":{}}`, "0 true",
		`0 {"id":"ID","name":"SequencePlayer.Started","eventSourceField":"sequencePlayer","sequencePlayer":{}}`, "0 true",
	})
}

func TestLogAndTrace(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Do: "wait 1s; hangup"}, prelude+`onCall((call) => {
		const p = VoxEngine.createToneScriptPlayer('425@-19;5(1/4/1)', {loop: true});
		p.sendMediaTo(call);
		p.pause();
		p.resume();
		p.addMarker(100);
		VoxEngine.createURLPlayer({url: file, headers: [{name: 'Authorization', value: 'secret'}], body: {text: 'secret'}}, {hideHeaders: true, hideBody: true});
		setTimeout(() => p.stop(), 500);
	})`)
	var lines []string
	for _, l := range withoutIDs(r.Log) {
		if strings.Contains(l, "Player") {
			lines = append(lines, l)
		}
	}
	same(t, "the session log", lines, []string{
		"20 Executing JS command: CreatePlayer with params [{id = ID ; } ;  {loop = true ; toneScript = 425@-19;5(1/4/1) ; } ;  ]",
		"20 Sent event to JS onPhoneEvent with params [{id = ID ; name = Player.Created ; } ;  ]",
		"20 Executing JS command: PausePlayer with params [{id = ID ; } ;  ]",
		"20 Executing JS command: ResumePlayer with params [{id = ID ; } ;  ]",
		"20 Executing JS command: AddMarkerPlayer with params [{id = ID ; } ;  100 ;  ]",
		"20 Executing JS command: CreatePlayer with params [{id = ID ; } ;  {loop = false ; url = https://example.com/a.mp3 ; } ;  ]",
		"20 Sent event to JS onPhoneEvent with params [{id = ID ; name = Player.Created ; } ;  ]",
		"20 Sent event to JS onPhoneEvent with params [{id = ID ; name = Player.PlaybackReady ; } ;  ]",
		"20 Sent event to JS onPhoneEvent with params [{id = ID ; name = Player.Started ; duration = 5000 ; } ;  ]",
		"20 Sent event to JS onPhoneEvent with params [{id = ID ; name = Player.PlaybackReady ; } ;  ]",
		"20 Sent event to JS onPhoneEvent with params [{id = ID ; name = Player.Started ; duration = 5000 ; } ;  ]",
		"120 Sent event to JS onPhoneEvent with params [{id = ID ; name = Player.PlaybackMarkerReached ; offset = 100 ; } ;  ]",
		"520 Executing JS command: StopPlayer with params [{id = ID ; } ;  ]",
		"520 Sent event to JS onPhoneEvent with params [{id = ID ; name = Player.Stopped ; } ;  ]",
		"5020 Sent event to JS onPhoneEvent with params [{id = ID ; name = Player.PlaybackFinished ; } ;  ]",
	})
	same(t, "commands", r.Commands(), []string{"0 answer", "20 createToneScriptPlayer", "20 sendMediaTo", "20 pause", "20 resume", "20 addMarker", "20 createURLPlayer", "520 stop"})
	for _, rec := range r.Records {
		if text := fmt.Sprint(rec.Body); strings.Contains(text, "secret") {
			t.Errorf("the trace shows what is hidden: %s", text)
		}
	}
}
