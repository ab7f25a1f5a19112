package calllist

import (
	"fmt"
	"time"

	"voxemu/runtime/vclock"
)

// Window is the time of day, in UTC, that attempts may begin in: from Start until End, over midnight when Start is later. The zero
// Window is the whole day.
type Window struct{ Start, End time.Duration }

const day = 24 * time.Hour

// ParseWindow reads two times of day, each "HH:MM:SS" or "".
func ParseWindow(start, end string) (Window, error) {
	var w Window
	for _, f := range []struct {
		text     string
		to       *time.Duration
		standard time.Duration
	}{{start, &w.Start, 0}, {end, &w.End, day}} {
		if f.text == "" {
			*f.to = f.standard
			continue
		}
		at, err := time.Parse(time.TimeOnly, f.text)
		if err != nil {
			return Window{}, fmt.Errorf("%q is no time of day: write HH:MM:SS", f.text)
		}
		*f.to = time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute + time.Duration(at.Second())*time.Second
	}
	return w, nil
}

// after returns the first moment from t on that lies in the window.
func (w Window) after(t vclock.Time) vclock.Time {
	if w.Start == w.End || w.Start == 0 && w.End == day {
		return t
	}
	ofDay := t.Std().Sub(t.Std().Truncate(day))
	in := ofDay >= w.Start && ofDay < w.End
	if w.Start > w.End {
		in = ofDay >= w.Start || ofDay < w.End
	}
	if in {
		return t
	}
	wait := w.Start - ofDay
	if wait < 0 {
		wait += day
	}
	return t + vclock.Time(wait.Milliseconds())
}
