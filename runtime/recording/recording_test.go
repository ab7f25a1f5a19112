package recording_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/recording"
	"voxemu/runtime/telephony"
)

const ms = time.Millisecond

// wav is a WAV file that was read.
type wav struct {
	channels, rate int
	samples        [][]int16 // by channel
	markers        []marker
}

type marker struct {
	At, Frames int
	Text       string
}

// read writes a recording and takes the file apart.
func read(t *testing.T, r *recording.Recording) wav {
	t.Helper()
	var b bytes.Buffer
	if err := r.WriteWAV(&b); err != nil {
		t.Fatal(err)
	}
	if b.Len() != r.Size() {
		t.Errorf("%d bytes were written, the size is %d", b.Len(), r.Size())
	}
	data := b.Bytes()
	if string(data[:4]) != "RIFF" || string(data[8:12]) != "WAVE" || int(u32(data[4:])) != len(data)-8 {
		t.Fatalf("no RIFF file of %d bytes: % x", len(data), data[:12])
	}
	var f wav
	for name, chunk := range chunks(t, data[12:]) {
		switch name {
		case "fmt ":
			f.channels, f.rate = int(u16(chunk[2:])), int(u32(chunk[4:]))
			frame := f.channels * 2
			if u16(chunk) != 1 || int(u32(chunk[8:])) != f.rate*frame || int(u16(chunk[12:])) != frame || u16(chunk[14:]) != 16 {
				t.Errorf("fmt % x", chunk)
			}
			f.samples = make([][]int16, f.channels)
		case "data":
			for i := 0; i+2 <= len(chunk); i += 2 {
				c := i / 2 % f.channels
				f.samples[c] = append(f.samples[c], int16(u16(chunk[i:])))
			}
		case "cue ":
			for i := range int(u32(chunk)) {
				one := chunk[4+24*i:]
				if int(u32(one)) != i+1 || string(one[8:12]) != "data" || u32(one[4:]) != u32(one[20:]) {
					t.Errorf("cue % x", one[:24])
				}
				f.markers = append(f.markers, marker{At: int(u32(one[20:]))})
			}
		case "LIST":
			for name, one := range chunks(t, chunk[4:]) {
				m := &f.markers[u32(one)-1]
				if name == "ltxt" {
					m.Frames = int(u32(one[4:]))
				} else {
					m.Text = strings.TrimSuffix(string(one[4:]), "\x00")
				}
			}
		}
	}
	return f
}

func chunks(t *testing.T, data []byte) func(func(string, []byte) bool) {
	return func(yield func(string, []byte) bool) {
		for len(data) > 0 {
			size := int(u32(data[4:]))
			if len(data) < 8+size {
				t.Fatalf("a chunk %q of %d bytes in %d", data[:4], size, len(data))
			}
			if !yield(string(data[:4]), data[8:8+size]) {
				return
			}
			data = data[8+size+size%2:]
		}
	}
}

func u16(b []byte) uint16 { return binary.LittleEndian.Uint16(b) }
func u32(b []byte) uint32 { return binary.LittleEndian.Uint32(b) }

// power returns how strong a frequency is in samples, by the algorithm of Goertzel.
func power(samples []int16, rate int, hertz float64) float64 {
	k := 2 * math.Cos(2*math.Pi*hertz/float64(rate))
	a, b := 0.0, 0.0
	for _, s := range samples {
		a, b = float64(s)+k*a-b, a
	}
	return math.Sqrt(a*a+b*b-k*a*b) * 2 / float64(len(samples))
}

// at returns the samples of a channel from one time to another.
func (f wav) at(channel int, from, to time.Duration) []int16 {
	frame := func(d time.Duration) int { return int(int64(d) * int64(f.rate) / int64(time.Second)) }
	return f.samples[channel][frame(from):frame(to)]
}

func silent(samples []int16) bool {
	for _, s := range samples {
		if s != 0 {
			return false
		}
	}
	return true
}

func TestSizeAndChannels(t *testing.T) {
	for _, tt := range []struct {
		name                   string
		r                      recording.Recording
		channels, rate, frames int
	}{
		{"mono", recording.Recording{Rate: recording.Rate, Length: 1965 * ms}, 1, 8000, 15720},
		{"stereo", recording.Recording{Rate: recording.Rate, Stereo: true, Length: 1965 * ms}, 2, 8000, 15720},
		{"hd", recording.Recording{Rate: recording.RateHD, Stereo: true, Length: 20 * ms}, 2, 48000, 960},
		{"nothing", recording.Recording{Rate: recording.Rate}, 1, 8000, 0},
		{"an_hour_at_most", recording.Recording{Rate: recording.Rate, Length: recording.MaxSound + time.Minute}, 1, 8000, 3600 * 8000},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := read(t, &tt.r)
			if f.channels != tt.channels || f.rate != tt.rate || len(f.samples[0]) != tt.frames {
				t.Errorf("%d channels, rate %d, %d frames; want %d, %d, %d", f.channels, f.rate, len(f.samples[0]), tt.channels, tt.rate, tt.frames)
			}
		})
	}
}

func TestKeysSound(t *testing.T) {
	r := &recording.Recording{Rate: recording.Rate, Stereo: true, Length: 2 * time.Second, Utterances: []recording.Utterance{
		{Side: recording.FarEnd, What: telephony.Key, Digits: "5", Start: 980 * ms, Length: 100 * ms},
		{Side: recording.Cloud, What: telephony.Key, Digits: "1", Start: 1180 * ms, Length: 100 * ms},
		{Side: recording.FarEnd, What: telephony.Key, Digits: "A", Start: 1500 * ms, Length: 100 * ms},
	}}
	f := read(t, r)
	for _, hertz := range []float64{770, 1336} {
		if p := power(f.at(0, 980*ms, 1080*ms), 8000, hertz); p < 5000 {
			t.Errorf("key 5 at %v Hz: %v", hertz, p)
		}
	}
	if p := power(f.at(1, 1180*ms, 1280*ms), 8000, 697); p < 5000 {
		t.Errorf("key 1 at 697 Hz: %v", p)
	}
	if !silent(f.at(0, 0, 980*ms)) || !silent(f.at(0, 1080*ms, 2*time.Second)) || !silent(f.at(1, 0, 1180*ms)) || !silent(f.at(1, 1280*ms, 2*time.Second)) {
		t.Error("there is sound outside the keys, or on the other channel")
	}
}

func TestTonesSoundInTheirCadence(t *testing.T) {
	tone := recording.Utterance{Side: recording.Mixed, What: telephony.Tones, Digits: "425@-19;*(0.5/0.5/1)", Start: 1200 * ms, Length: 2 * time.Second}
	for _, tt := range []struct {
		name    string
		offset  time.Duration
		on, off [2]time.Duration
	}{
		{"from_its_beginning", 0, [2]time.Duration{1200 * ms, 1700 * ms}, [2]time.Duration{1700 * ms, 2200 * ms}},
		{"what_began_before", 700 * ms, [2]time.Duration{1500 * ms, 2000 * ms}, [2]time.Duration{1200 * ms, 1500 * ms}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tone.Offset = tt.offset
			f := read(t, &recording.Recording{Rate: recording.RateHD, Length: 4 * time.Second, Utterances: []recording.Utterance{tone}})
			if p := power(f.at(0, tt.on[0], tt.on[1]), recording.RateHD, 425); math.Abs(p-3677) > 40 { // 19 dB below the loudest
				t.Errorf("425 Hz: %v", p)
			}
			if !silent(f.at(0, tt.off[0], tt.off[1])) || !silent(f.at(0, 3200*ms, 4*time.Second)) {
				t.Error("it sounds when it is off")
			}
		})
	}
}

func TestMixedSourcesAddUp(t *testing.T) {
	tone := func(script string) recording.Utterance {
		return recording.Utterance{Side: recording.Mixed, What: telephony.Tones, Digits: script, Length: time.Second}
	}
	f := read(t, &recording.Recording{Rate: recording.Rate, Length: time.Second, Utterances: []recording.Utterance{
		tone("400@-20;*(*/0/1)"), tone("1000@-20;*(*/0/1)"), tone("nonsense"),
	}})
	for _, hertz := range []float64{400, 1000} {
		if p := power(f.samples[0], 8000, hertz); math.Abs(p-3277) > 40 {
			t.Errorf("%v Hz: %v", hertz, p)
		}
	}
}

func TestMarkersSayWhatWasHeard(t *testing.T) {
	f := read(t, &recording.Recording{Rate: recording.Rate, Length: 10 * time.Second, Utterances: []recording.Utterance{
		{Side: recording.Cloud, What: telephony.Speech, Text: "Grüezi, wer ist da?", Start: 0, Length: 1500 * ms},
		{Side: recording.Cloud, What: telephony.Audio, URL: "https://example.com/a.mp3", Start: 2 * time.Second, Length: 5 * time.Second},
		{Side: recording.FarEnd, What: telephony.Speech, Text: "a\x00b", Start: 9 * time.Second, Length: 5 * time.Second},
		{Side: recording.FarEnd, What: telephony.Key, Digits: "#", Start: 9500 * ms, Length: 100 * ms},
		{Side: recording.FarEnd, What: telephony.Tones, Digits: "425@-19;1(1/0/1)", Start: 9600 * ms, Length: 100 * ms},
		{Side: recording.FarEnd, What: telephony.Speech, Text: "beyond the end", Start: 10 * time.Second},
	}})
	want := []marker{
		{0, 12000, "cloud: Grüezi, wer ist da?"}, {16000, 40000, "cloud: https://example.com/a.mp3"}, {72000, 8000, "far-end: a b"},
		{76000, 800, "far-end: key #"}, {76800, 800, "far-end: 425@-19;1(1/0/1)"},
	}
	if diff := cmp.Diff(want, f.markers); diff != "" {
		t.Error(diff)
	}
	if !silent(f.at(0, 0, 9*time.Second)) {
		t.Error("speech and files are silence")
	}
}

func TestTranscript(t *testing.T) {
	r := &recording.Recording{
		Session: "s1", Number: 2, Of: "recorder", ID: "r", Name: "<room>", URL: "http://records.voxemu.invalid/records/s1/x.mp3", Rate: recording.Rate,
		Began: time.Date(2026, 1, 1, 0, 0, 1, 5e6, time.UTC), Length: 2*time.Hour + 7*ms,
		Utterances: []recording.Utterance{
			{Side: recording.Mixed, From: "player", What: telephony.Speech, Text: "hello", Voice: "VoiceList.Amazon.en_US_Joanna", Start: 10 * ms, Length: 500 * ms, Offset: 20 * ms, Cut: true},
			{Side: recording.Mixed, From: "caller", What: telephony.Key, Digits: "1", Start: 600 * ms, Length: 100 * ms},
		},
		Video: []recording.Setting{{At: 5 * ms, Method: "update", Value: json.RawMessage(`{"layout":"grid"}`)}},
	}
	var b bytes.Buffer
	if err := r.WriteTranscript(&b); err != nil {
		t.Fatal(err)
	}
	want := `{"version":1,"session":"s1","recording":2,"of":"recorder","id":"r","name":"<room>","url":"http://records.voxemu.invalid/records/s1/x.mp3",` +
		`"began":"2026-01-01T00:00:01.005Z","ms":7200007,"audio":{"file":"s1-2.wav","rate":8000,"channels":["mixed"],"ms":3600000},"sides":["mixed"],` +
		`"utterances":[{"side":"mixed","from":"player","start":10,"ms":500,"offset":20,"what":"speech","text":"hello","voice":"VoiceList.Amazon.en_US_Joanna","cut":true},` +
		`{"side":"mixed","from":"caller","start":600,"ms":100,"what":"digit","digits":"1"}],"video":[{"at":5,"method":"update","value":{"layout":"grid"}}]}`
	var got bytes.Buffer
	if err := json.Compact(&got, b.Bytes()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Error(diff)
	}
	b.Reset()
	if err := new(recording.Recording).WriteTranscript(&b); err != nil || !strings.Contains(b.String(), `"utterances": []`) {
		t.Errorf("an empty one: %v\n%s", err, b.String())
	}
	r.Video[0].Value = json.RawMessage("{")
	if err := r.WriteTranscript(&b); err == nil {
		t.Error("a value that is no JSON is written")
	}
}

func TestFileNamesArePlain(t *testing.T) {
	for _, tt := range []struct{ session, want string }{{"s1", "s1-3"}, {"../a b/ü", "___a_b__-3"}} {
		if got := (&recording.Recording{Session: tt.session, Number: 3}).Base(); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.session, got, tt.want)
		}
	}
}

// full is a disk with room for some bytes.
type full int

var errFull = errors.New("the disk is full")

func (f *full) Write(b []byte) (int, error) {
	if *f -= full(len(b)); *f < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestErrorsOfTheDisk(t *testing.T) {
	r := &recording.Recording{Rate: recording.Rate, Length: time.Second, Utterances: []recording.Utterance{{What: telephony.Speech, Text: "a", Length: time.Second}}}
	for _, tt := range []struct {
		room full
		want string
	}{{0, "write the header: "}, {44, "write the sound: "}, {44 + 16000, "write the markers: "}} {
		if err := r.WriteWAV(&tt.room); !errors.Is(err, errFull) || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%q: %v", tt.want, err)
		}
	}
}

// docs/recordings.md tells what each key of a transcript means.
func TestThePageHasEachKey(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "recordings.md"))
	if err != nil {
		t.Fatal(err)
	}
	r := &recording.Recording{
		Utterances: []recording.Utterance{{Text: "a", URL: "a", Digits: "1", Voice: "a", Offset: ms, Cut: true}},
		Video:      []recording.Setting{{Value: json.RawMessage("1")}},
	}
	var b bytes.Buffer
	if err := r.WriteTranscript(&b); err != nil {
		t.Fatal(err)
	}
	keys := regexp.MustCompile(`"(\w+)":`).FindAllStringSubmatch(b.String(), -1)
	for _, key := range keys {
		if !strings.Contains(string(page), "`"+key[1]+"`") {
			t.Errorf("the key %s is not on the page", key[1])
		}
	}
	if len(keys) < 25 {
		t.Errorf("only %d keys are looked up", len(keys))
	}
}
