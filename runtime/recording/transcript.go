package recording

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"
)

// Version is that of the transcript's form. It grows when a key changes its meaning or goes; new keys may come at any time.
const Version = 1

type transcript struct {
	Version    int         `json:"version"`
	Session    string      `json:"session"`
	Recording  int         `json:"recording"`
	Of         string      `json:"of"`
	ID         string      `json:"id"`
	Name       string      `json:"name"`
	URL        string      `json:"url"`
	Began      string      `json:"began"`
	MS         int64       `json:"ms"`
	Audio      audio       `json:"audio"`
	Sides      []Side      `json:"sides"`
	Utterances []utterance `json:"utterances"`
	Video      []setting   `json:"video,omitempty"`
}

type audio struct {
	File     string `json:"file"`
	Rate     int    `json:"rate"`
	Channels []Side `json:"channels"`
	MS       int64  `json:"ms"`
}

type utterance struct {
	Side   Side   `json:"side"`
	From   string `json:"from"`
	Start  int64  `json:"start"`
	MS     int64  `json:"ms"`
	Offset int64  `json:"offset,omitempty"`
	What   string `json:"what"`
	Text   string `json:"text,omitempty"`
	URL    string `json:"url,omitempty"`
	Digits string `json:"digits,omitempty"`
	Voice  string `json:"voice,omitempty"`
	Cut    bool   `json:"cut,omitempty"`
}

type setting struct {
	At     int64           `json:"at"`
	Method string          `json:"method"`
	Value  json.RawMessage `json:"value"`
}

// WriteTranscript writes what was heard as JSON: times in milliseconds since the recording began, sides in the order they were
// first heard.
func (r *Recording) WriteTranscript(w io.Writer) error {
	t := transcript{
		Version: Version, Session: r.Session, Recording: r.Number, Of: r.Of, ID: r.ID, Name: r.Name, URL: r.URL,
		Began: r.Began.UTC().Format("2006-01-02T15:04:05.000Z"), MS: r.Length.Milliseconds(),
		Audio: audio{File: r.Base() + ".wav", Rate: r.Rate, Channels: r.Channels(), MS: r.Sound().Milliseconds()},
		Sides: []Side{}, Utterances: []utterance{},
	}
	for _, u := range r.Utterances {
		if !slices.Contains(t.Sides, u.Side) {
			t.Sides = append(t.Sides, u.Side)
		}
		t.Utterances = append(t.Utterances, utterance{
			Side: u.Side, From: u.From, Start: ms(u.Start), MS: ms(u.Length), Offset: ms(u.Offset), What: string(u.What),
			Text: u.Text, URL: u.URL, Digits: u.Digits, Voice: u.Voice, Cut: u.Cut,
		})
	}
	for _, s := range r.Video {
		t.Video = append(t.Video, setting{At: ms(s.At), Method: s.Method, Value: s.Value})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(t); err != nil {
		return fmt.Errorf("write the transcript: %w", err)
	}
	return nil
}

func ms(d time.Duration) int64 { return d.Milliseconds() }
