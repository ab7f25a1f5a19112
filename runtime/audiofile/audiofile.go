// Package audiofile tells what an audio file is and how long it plays. The formats are those that the platform plays: mp3, Ogg with
// Vorbis or Opus, FLAC and wav (behaviour page, section 2).
//
//	f, err := audiofile.Read(data)
//	fmt.Println(f.Format, f.Length) // mp3 12.382s
//
// Nothing is decoded: headers, the frames of an mp3, the pages of an Ogg and the last frame of a FLAC say how long it is, so 10 MB
// take milliseconds. A file that is cut off or damaged is an error where its format shows it, and never a panic.
package audiofile

import (
	"bytes"
	"errors"
	"fmt"
	"time"
)

// Format is a format that is played.
type Format string

// The formats.
const (
	WAV    Format = "wav"
	MP3    Format = "mp3"
	Vorbis Format = "ogg vorbis"
	Opus   Format = "ogg opus"
	FLAC   Format = "flac"
)

// File is what is known of a file.
type File struct {
	Format Format
	// Length is how long it plays, to the millisecond. It may be 0.
	Length time.Duration
}

// MaxBytes is how large a file may be that the platform plays (behaviour page, section 2).
const MaxBytes = 10 << 20

// Read finds out what a file is. The error says what is wrong with it: that it is of none of the formats, and what it looks like
// instead if that can be told, or what is missing or damaged.
func Read(data []byte) (File, error) {
	if len(data) == 0 {
		return File{}, errors.New("the file is empty")
	}
	body, err := withoutID3(data) // stands before FLAC as well, though it should not
	if err != nil {
		return File{}, err
	}
	switch {
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WAVE":
		length, err := wavLength(data)
		return file(WAV, length, err)
	case bytes.HasPrefix(data, []byte("OggS")):
		format, length, err := oggLength(data)
		return file(format, length, err)
	case bytes.HasPrefix(body, []byte("fLaC")):
		length, err := flacLength(body)
		return file(FLAC, length, err)
	}
	first, h, ok := firstFrame(body)
	switch {
	case ok:
		length, err := mp3Length(body[first:], h)
		return file(MP3, length, err)
	case len(body) < len(data) && len(body) == 0:
		return File{}, errors.New("mp3: the file has a tag and no sound")
	}
	return File{}, unknown(body)
}

func file(f Format, length time.Duration, err error) (File, error) {
	if err != nil {
		return File{}, err
	}
	return File{f, length}, nil
}

// maxLength bounds what headers claim: nothing that plays longer fits into a file that the platform takes.
const maxLength = 1000 * time.Hour

// playing returns how long samples play at a rate, which is not 0.
func playing(samples, rate uint64) (time.Duration, error) {
	seconds := samples / rate
	if seconds > uint64(maxLength/time.Second) {
		return 0, tooLong(seconds)
	}
	rest := samples % rate * uint64(time.Second) / rate
	return (time.Duration(seconds)*time.Second + time.Duration(rest)).Round(time.Millisecond), nil
}

func tooLong(seconds uint64) error {
	return fmt.Errorf("the file is damaged: going by its headers it plays for %d hours", seconds/3600)
}

// others are formats that people take for playable, by the bytes at an offset.
var others = [...]struct {
	at    int
	magic string
	is    string
}{
	{4, "ftyp", "MP4 or M4A"},
	{8, "AIFF", "AIFF"},
	{8, "AIFC", "AIFF"},
	{0, "#!AMR", "AMR"},
	{0, "\xff\xf1", "AAC"},
	{0, "\xff\xf9", "AAC"},
	{0, "\xff\xfd", "MPEG audio of layer II"},
	{0, "\xff\xfc", "MPEG audio of layer II"},
	{0, "\xff\xf5", "MPEG audio of layer II"},
	{0, "\x30\x26\xb2\x75", "WMA"},
	{0, "\x1a\x45\xdf\xa3", "WebM or Matroska"},
	{0, "caff", "CAF"},
	{0, ".snd", "AU"},
	{0, "MThd", "MIDI"},
	{0, "\x89PNG", "a PNG picture"},
	{0, "\xff\xd8\xff", "a JPEG picture"},
	{0, "GIF8", "a GIF picture"},
	{0, "\x1f\x8b", "compressed with gzip"},
	{0, "PK\x03\x04", "a ZIP archive"},
	{0, "<", "HTML or XML"},
	{0, "{", "JSON"},
	{0, "[", "JSON"},
}

// unknown is the error of a file of another format.
func unknown(data []byte) error {
	const none = "the file is no mp3, ogg, flac or wav"
	text := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
	for _, o := range others {
		for _, d := range [][]byte{data, text} {
			if len(d) >= o.at && bytes.HasPrefix(d[o.at:], []byte(o.magic)) {
				return fmt.Errorf("%s: it looks like %s", none, o.is)
			}
		}
	}
	return errors.New(none)
}
