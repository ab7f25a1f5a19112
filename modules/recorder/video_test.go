package recorder_test

import (
	"fmt"
	"strings"
	"testing"

	"voxemu/modules/apitest"
)

// videoOf runs a scenario of one conference recorder r and its conference room, in a session of a rule for video conferences, and
// returns what of the video is kept with the recording, without ids, and the run.
func videoOf(t *testing.T, parameters, js string) ([]string, *apitest.Result) {
	t.Helper()
	keep := new(shelf)
	r := apitest.Run(t, apitest.Options{Do: "wait 2s; hangup", VideoConference: true, Recordings: keep}, prelude+`onCall((call) => {
		const room = VoxEngine.createConference(), endpoint = room.add({call, mode: 'MIX', direction: 'BOTH', displayName: 'Caller'});
		const r = VoxEngine.createRecorder({recordNamePrefix: 'room-', `+parameters+`}); `+js+`; });`)
	var got []string
	for _, one := range keep.kept[0].Video {
		got = append(got, fmt.Sprintf("%d %s %s", one.At.Milliseconds(), one.Method, one.Value))
	}
	return withoutIDs(got), r
}

func TestVideoSettings(t *testing.T) {
	for _, tt := range []struct {
		name, parameters, js string
		want, logs, warnings []string
	}{
		{name: "of_the_creation", parameters: "video: true, videoParameters: {mixing: true, profile: 'HD', fps: 30, labels: {font: 'Roboto-ThinItalic'}}",
			want: []string{`0 createRecorder {"mixing":true,"profile":"HD","fps":30,"labels":{"font":"Roboto-ThinItalic"}}`}},
		{name: "under_the_former_name", parameters: "videoopt: {mixing: true}", want: []string{`0 createRecorder {"mixing":true}`}},
		{name: "none", want: nil},
		{name: "update", js: "setTimeout(() => r.update({layout: 'tribune', layoutPriority: 'vad', background: '#222222', direction: 'rtl', objectFit: 'cover'}), 500)",
			want: []string{`500 update {"layout":"tribune","layoutPriority":"vad","background":"#222222","direction":"rtl","objectFit":"cover"}`}},
		{name: "the_enums_of_the_API", js: "r.update({layout: RecorderLayout.grid, direction: RecorderDirection.ltr, objectFit: RecorderObjectFit.none})",
			want: []string{`0 update {"layout":"grid","direction":"ltr","objectFit":"none"}`}},
		{name: "what_does_not_fit_is_ignored", js: "r.update({layout: 'square', layoutSettings: {}, layoutPriority: 'me', vad: true, background: 7, colour: 'red', labels: undefined, customData: {a: [1]}})",
			want: []string{`0 update {"customData":{"a":[1]}}`}, warnings: []string{
				"update: the video parameter layout is grid, tribune, custom, not square: it is ignored",
				"update: the video parameter layoutSettings is an array, not an object: it is ignored",
				"update: the video parameter layoutPriority is 'vad' or an array, not me: it is ignored",
				"update: the video parameter vad is an object, not true: it is ignored",
				"update: the video parameter background is a string, not 7: it is ignored",
				"update: there is no video parameter colour",
			}},
		{name: "of_the_creation_only", js: "r.update({fps: 30})", want: []string{"0 update {}"}, warnings: []string{"update: there is no video parameter fps"}},
		{name: "creation_with_wrong_types", parameters: "videoParameters: {mixing: 1, width: '640', height: 480, bitrate: 1.5}",
			want: []string{`0 createRecorder {"height":480,"bitrate":1.5}`}, warnings: []string{
				"createRecorder: the video parameter mixing is a boolean, not 1: it is ignored",
				"createRecorder: the video parameter width is a number, not 640: it is ignored"}},
		{name: "priority", js: "w(r.getPriority().length); r.setPriority([endpoint]).then((x) => { const got = r.getPriority(); got.pop(); w(x + ' ' + (r.getPriority()[0] === endpoint)); })",
			want: []string{`0 setPriority [{"$ref":"ID"}]`}, logs: []string{"20 0", "20 undefined true"}},
		{name: "the_last_priority_counts", js: "r.setPriority([endpoint]); r.setPriority([]); w(r.getPriority().length)",
			want: []string{`0 setPriority [{"$ref":"ID"}]`, `0 setPriority []`}, logs: []string{"20 0"}},
		{name: "conference", js: "r.setConference(room)", want: []string{`0 setConference {"$ref":"ID"}`}},
		{name: "wrong_arguments", js: `w(tried(() => r.setConference())); w(tried(() => r.setConference(r))); w(tried(() => r.update())); w(tried(() => r.update('grid')));
			r.setPriority(1).catch((e) => w(e.message)); r.setPriority([room]).catch((e) => w(e.message)); r.setPriority(['a']).catch((e) => w(e.message))`, logs: []string{
			"20 TypeError: setConference: a Conference is expected, not undefined", "20 TypeError: setConference: a Conference is expected, not an object",
			"20 TypeError: update: an object of parameters is expected, not undefined", "20 TypeError: update: an object of parameters is expected, not grid",
			"20 setPriority: an array of Endpoints is expected, not 1", "20 setPriority: an array of Endpoints is expected, not one with an object",
			"20 setPriority: an array of Endpoints is expected, not one with a"}},
		{name: "after_its_end", js: "r.stop(); r.update({layout: 'grid'}); r.setConference(room); r.setPriority([endpoint]).then(() => w(r.getPriority().length))", logs: []string{"20 0"},
			warnings: []string{"update: recorder ID has ended", "setConference: recorder ID has ended", "setPriority: recorder ID has ended"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, r := videoOf(t, tt.parameters, tt.js)
			same(t, "the settings", got, tt.want)
			same(t, "what the script wrote", r.Logs(), tt.logs)
			same(t, "the warnings", withoutIDs(r.Warnings()), tt.warnings)
		})
	}
}

// A conference that is set is recorded without being sent to the recorder; only the one that was set last.
func TestSetConferenceRecordsIt(t *testing.T) {
	for _, tt := range []struct {
		name, js string
		want     []string
	}{
		{"it_is_heard", "r.setConference(room)", []string{`1000+715 mixed speech "hello there"`}},
		{"once_if_it_is_sent_too", "r.setConference(room); room.sendMediaTo(r)", []string{`1000+715 mixed speech "hello there"`}},
		{"another_takes_its_place", "r.setConference(room); setTimeout(() => r.setConference(VoxEngine.createConference()), 1200)", []string{`1000+200 mixed speech "hello there" (cut)`}},
		{"the_same_again", "r.setConference(room); setTimeout(() => r.setConference(room), 1200)", []string{`1000+715 mixed speech "hello there"`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			keep := new(shelf)
			r := apitest.Run(t, apitest.Options{Do: "wait 1s; say hello there; hangup", Recordings: keep}, prelude+`onCall((call) => {
				const r = VoxEngine.createRecorder({recordNamePrefix: 'room-'}), room = VoxEngine.createConference();
				VoxEngine.sendMediaBetween(call, room); `+tt.js+`; });`)
			same(t, "the warnings", r.Warnings(), nil)
			same(t, "the recording", keep.got, tt.want)
		})
	}
	r := apitest.Run(t, apitest.Options{Start: true, Recordings: new(shelf)}, prelude+`onStart(() => {
		const room = VoxEngine.createConference(); room.stop(); VoxEngine.createRecorder({recordNamePrefix: 'room-'}).setConference(room); });`)
	if got := r.Warnings(); len(got) != 1 || !strings.HasSuffix(got[0], "has ended") {
		t.Errorf("a conference that has ended: %q", got)
	}
}
