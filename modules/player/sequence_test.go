package player_test

import "testing"

func TestSequencePlayer(t *testing.T) {
	const make = `const segments = [{text: 'Hello there'}, {url: file, parameters: {progressivePlayback: true}}, {text: 'Bye', parameters: {voice: VoiceList.Amazon.en_US_Joanna}}];
		const p = show(VoxEngine.createSequencePlayer({segments}), SequencePlayerEvents);`
	begins := []string{"0 Created", "0 PlaybackReady", "0 Started"}
	missing := "0 Error: createSequencePlayer: the segments parameter is missing: an array of {text} and {url} is expected"
	check(t, []rule{
		{name: "one_after_the_other", js: make, want: append(begins, "6215 PlaybackFinished")},
		{name: "markers_of_segments", js: make + `p.addMarker(100, segments[1]); p.addMarker(-100, segments[0]); p.addMarker(0, segments[2])`, want: append(begins,
			`615 PlaybackMarkerReached {"offset":-100}`, `815 PlaybackMarkerReached {"offset":100}`, `5715 PlaybackMarkerReached {"offset":0}`, "6215 PlaybackFinished")},
		{name: "a_marker_of_something_else", js: make + `p.addMarker(100, {text: 'Hello there'}); p.addMarker(100)`, want: append(begins, "6215 PlaybackFinished"), warnings: []string{
			"addMarker: the segment is none of the objects that createSequencePlayer was given: no marker is set", "addMarker: the segment is none of the objects that createSequencePlayer was given: no marker is set"}},
		{name: "a_voice_without_markers", js: `const segments = [{text: 'Hello there', parameters: {voice: VoiceList.ElevenLabs.createBrandVoice('x')}}, {text: 'Bye'}];
			const p = show(VoxEngine.createSequencePlayer({segments}), SequencePlayerEvents); segments.forEach((s) => p.addMarker(1, s))`,
			want:     append(begins, `716 PlaybackMarkerReached {"offset":1}`, "1215 PlaybackFinished"),
			warnings: []string{"addMarker: voices of ElevenLabs have no markers: no event comes"}},
		{name: "pause_and_resume", js: make + `setTimeout(() => p.pause(), 1000); setTimeout(() => p.resume(), 2000)`, want: append(begins, "7215 PlaybackFinished")},
		{name: "stop", js: make + `setTimeout(() => p.stop(), 1000)`, want: append(begins, "1000 Stopped")},
		{name: "on_pause_in_the_first_segment", js: `const p = show(VoxEngine.createSequencePlayer({segments: [{url: file, parameters: {onPause: true}}, {text: 'Bye'}]}), SequencePlayerEvents); setTimeout(() => p.resume(), 1000)`,
			want: []string{"0 Created", "0 PlaybackReady", "1000 Started", "6500 PlaybackFinished"}},
		{name: "an_error_in_one_segment_ends_it", js: `show(VoxEngine.createSequencePlayer({segments: [{url: file}, {}]}), SequencePlayerEvents)`, want: []string{"0 Created",
			`0 Error {"error":"segment 1 has neither a text nor a url"}`, `0 PlaybackFinished {"error":"segment 1 has neither a text nor a url"}`}},
		{name: "without_segments", js: `for (const p of [undefined, {}, {segments: []}, {segments: 'x'}]) w(tried(() => VoxEngine.createSequencePlayer(p)))`, want: []string{missing, missing, missing, missing}},
	})
}
