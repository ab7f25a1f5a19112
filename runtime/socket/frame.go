package socket

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"voxemu/runtime/media"
)

// frame is a frame of the media protocol as it comes. Unknown fields are no concern.
type frame struct {
	Event       string          `json:"event"`
	CustomEvent json.RawMessage `json:"customEvent"`
	Start       *struct {
		Tag    string `json:"tag"`
		Format *struct {
			Encoding string `json:"encoding"`
			Rate     int    `json:"sampleRate"`
			Channels int    `json:"channels"`
		} `json:"mediaFormat"`
		Custom json.RawMessage `json:"customParameters"`
	} `json:"start"`
	Media *struct {
		Tag     string `json:"tag"`
		Payload []byte `json:"payload"`
	} `json:"media"`
	Stop *struct {
		Tag string `json:"tag"`
	} `json:"stop"`
}

// parseFrame reads a text frame. Ours is false for what is a message to the scenario: no JSON object, or one without an event of
// the media protocol.
func parseFrame(text string) (f *frame, ours bool, err error) {
	if !strings.HasPrefix(strings.TrimLeft(text, " \t\r\n"), "{") {
		return nil, false, nil
	}
	var head struct {
		Event       any             `json:"event"`
		CustomEvent json.RawMessage `json:"customEvent"`
	}
	if json.Unmarshal([]byte(text), &head) != nil {
		return nil, false, nil
	}
	switch head.Event {
	case "start", "media", "stop":
	default:
		return nil, false, nil
	}
	if head.CustomEvent != nil {
		return nil, true, errors.New("it has both event and customEvent")
	}
	f = new(frame)
	if err := json.Unmarshal([]byte(text), f); err != nil {
		return nil, true, fmt.Errorf("%v: %w", head.Event, err)
	}
	return f, true, f.check()
}

func (f *frame) check() error {
	switch {
	case f.Event == "start" && f.Start == nil, f.Event == "media" && f.Media == nil:
		return fmt.Errorf("it has no field %q", f.Event)
	case f.Event == "start" && f.Start.Format != nil && f.Start.Format.Channels > 1:
		return fmt.Errorf("start: %d channels are not supported, only one is", f.Start.Format.Channels)
	}
	return nil
}

func (f *frame) tag() string {
	switch {
	case f.Event == "start":
		return f.Start.Tag
	case f.Event == "media":
		return f.Media.Tag
	case f.Stop != nil:
		return f.Stop.Tag
	}
	return ""
}

// encoding returns the encoding that a start frame names; the default when it names none.
func (f *frame) encoding() (media.Encoding, error) {
	format := f.Start.Format
	if format == nil || format.Encoding == "" {
		return media.PCM8, nil
	}
	e, ok := media.ParseEncoding(format.Encoding, format.Rate)
	if !ok {
		return 0, fmt.Errorf("start: encoding %q at %d Hz is not supported: take PCM8, PCM16, ALAW, ULAW or OPUS", format.Encoding, format.Rate)
	}
	return e, nil
}

// custom returns the JSON of the custom parameters: they come as JSON in a string, or as an object (behaviour page, section
// 6.8).
func (f *frame) custom() string {
	raw := string(f.Start.Custom)
	if raw == "" || raw == "null" {
		return ""
	}
	var text string
	if json.Unmarshal(f.Start.Custom, &text) == nil && json.Valid([]byte(text)) {
		return text
	}
	return raw
}

// The frames that go out, with their fields in the documented order.
type (
	outFrame struct {
		Event    string    `json:"event"`
		Sequence uint64    `json:"sequenceNumber"`
		Start    *outStart `json:"start,omitempty"`
		Media    *outMedia `json:"media,omitempty"`
		Stop     *outStop  `json:"stop,omitempty"`
	}
	outStart struct {
		Tag    string    `json:"tag,omitempty"`
		Format outFormat `json:"mediaFormat"`
		Custom string    `json:"customParameters,omitempty"`
	}
	outFormat struct {
		Encoding string `json:"encoding"`
		Rate     int    `json:"sampleRate"`
		Channels int    `json:"channels"`
	}
	outMedia struct {
		Tag       string `json:"tag,omitempty"`
		Chunk     uint64 `json:"chunk"`
		Timestamp uint64 `json:"timestamp"`
		Payload   []byte `json:"payload"`
	}
	outStop struct {
		Tag  string  `json:"tag,omitempty"`
		Info outInfo `json:"mediaInfo"`
	}
	outInfo struct {
		Bytes    uint64 `json:"bytesSent"`
		Duration int64  `json:"duration"`
	}
)

// text returns the frame as it is sent.
func (f outFrame) text() string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(f) // strings, numbers and bytes always can
	return strings.TrimSuffix(b.String(), "\n")
}

// StartFrame returns a start frame, such as a far end sends it. Custom is the JSON of the custom parameters, or "".
func StartFrame(sequence uint64, tag string, e media.Encoding, custom string) string {
	return outFrame{Event: "start", Sequence: sequence, Start: &outStart{tag, outFormat{e.String(), e.Rate(), 1}, custom}}.text()
}

// StopFrame returns a stop frame after so many frames of audio.
func StopFrame(sequence uint64, tag string, e media.Encoding, frames uint64) string {
	seconds := int64(frames) * int64(media.Frame) / 1e9
	return outFrame{Event: "stop", Sequence: sequence, Stop: &outStop{tag, outInfo{frames * uint64(e.FrameBytes()), seconds}}}.text()
}
