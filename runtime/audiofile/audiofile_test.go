package audiofile_test

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"voxemu/runtime/audiofile"
)

func load(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func ms(n int) time.Duration { return time.Duration(n) * time.Millisecond }

// wav makes a wav of a codec.
func wav(codec uint16, rate, byteRate uint32, sampleBytes uint16, announced uint32, sound []byte) []byte {
	b := binary.LittleEndian.AppendUint32([]byte("RIFF"), 0)
	b = append(b, "WAVEfmt "...)
	b = binary.LittleEndian.AppendUint32(b, 16)
	b = binary.LittleEndian.AppendUint16(b, codec)
	b = binary.LittleEndian.AppendUint16(b, 1)
	b = binary.LittleEndian.AppendUint32(b, rate)
	b = binary.LittleEndian.AppendUint32(b, byteRate)
	b = binary.LittleEndian.AppendUint16(b, sampleBytes)
	b = binary.LittleEndian.AppendUint16(b, 8*sampleBytes)
	b = append(b, "LIST\x03\x00\x00\x00abc\x00data"...) // with a byte of padding
	return append(binary.LittleEndian.AppendUint32(b, announced), sound...)
}

// changed returns a copy with some bytes replaced.
func changed(data []byte, at int, by string) []byte {
	out := bytes.Clone(data)
	copy(out[at:], by)
	return out
}

func extensible(data []byte) []byte {
	more := append(make([]byte, 8), "\x01\x00"...) // the codec stands at the end
	out := slices.Concat(data[:36], more, data[36:])
	out[16], out[20], out[21] = 26, 0xfe, 0xff
	return out
}

func TestLength(t *testing.T) {
	second := make([]byte, 16000)
	mp3, flac, opus := load(t, "plain.mp3"), load(t, "tone.flac"), load(t, "tone.opus")
	for _, c := range []struct {
		name   string
		data   []byte
		format audiofile.Format
		want   time.Duration
	}{
		{"wav_pcm", wav(1, 8000, 16000, 2, 16000, second), audiofile.WAV, ms(1000)},
		{"wav_mu_law", wav(7, 8000, 8000, 1, 16000, second), audiofile.WAV, ms(2000)},
		{"wav_extensible", extensible(wav(1, 8000, 16000, 2, 16000, second)), audiofile.WAV, ms(1000)},
		{"wav_adpcm_has_a_count_of_samples", load(t, "adpcm.wav"), audiofile.WAV, ms(500)},
		{"wav_gsm", load(t, "gsm.wav"), audiofile.WAV, ms(500)},
		{"wav_of_another_codec_goes_by_its_byte_rate", wav(0x50, 8000, 4000, 1, 16000, second), audiofile.WAV, ms(4000)},
		{"wav_written_into_a_pipe", wav(1, 8000, 16000, 2, 0xffff_ffff, second), audiofile.WAV, ms(1000)},
		{"wav_with_something_behind", append(wav(1, 8000, 16000, 2, 16000, second), "more"...), audiofile.WAV, ms(1000)},
		{"wav_without_samples", wav(1, 8000, 16000, 2, 0, nil), audiofile.WAV, 0},
		{"mp3_mpeg_1", load(t, "mpeg1.mp3"), audiofile.MP3, ms(340)},
		{"mp3_mpeg_2_variable_bit_rate", load(t, "vbr.mp3"), audiofile.MP3, ms(1306)},
		{"mp3_mpeg_2.5_constant_bit_rate", mp3, audiofile.MP3, ms(648)},
		{"mp3_with_id3_in_front", load(t, "id3v2.mp3"), audiofile.MP3, ms(648)},
		{"mp3_with_id3_behind", load(t, "id3v1.mp3"), audiofile.MP3, ms(648)},
		{"mp3_with_id3_of_another_kind_and_a_footer", slices.Concat([]byte("ID3\x04\x00\x10\x00\x00\x00\x02ab"), make([]byte, 10), mp3), audiofile.MP3, ms(648)},
		{"mp3_with_a_bit_of_junk_in_front", slices.Concat([]byte("junk"), mp3), audiofile.MP3, ms(648)},
		{"mp3_with_a_bit_of_junk_inside", slices.Concat(mp3[:144], []byte("junk"), mp3[144:]), audiofile.MP3, ms(648)},
		{"mp3_with_a_cut_last_frame", mp3[:len(mp3)-10], audiofile.MP3, ms(576)},
		{"mp3_with_a_header_of_the_fraunhofer_encoder", slices.Concat(changed(mp3[:72], 36, "VBRI\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x09"), mp3), audiofile.MP3, ms(648)},
		{"ogg_vorbis", load(t, "tone.ogg"), audiofile.Vorbis, ms(500)},
		{"ogg_opus", opus, audiofile.Opus, ms(500)},
		{"ogg_chain", slices.Concat(opus, load(t, "tone.ogg")), audiofile.Vorbis, ms(1000)},
		{"flac", flac, audiofile.FLAC, ms(500)},
		{"flac_of_unknown_length", changed(flac, 22, "\x00\x00\x00\x00"), audiofile.FLAC, ms(500)},
		{"flac_of_many_small_frames", load(t, "blocks.flac"), audiofile.FLAC, ms(500)},
		{"flac_with_id3", slices.Concat([]byte("ID3\x03\x00\x00\x00\x00\x00\x00"), flac, []byte("TAG"), make([]byte, 125)), audiofile.FLAC, ms(500)},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := audiofile.Read(c.data)
			if want := (audiofile.File{Format: c.format, Length: c.want}); err != nil || got != want {
				t.Errorf("got %v, %v, want %v", got, err, want)
			}
		})
	}
}

func TestWhatIsWrongWithAFileIsSaid(t *testing.T) {
	second := make([]byte, 16000)
	vbr, ogg, opus, flac := load(t, "vbr.mp3"), load(t, "tone.ogg"), load(t, "tone.opus"), load(t, "tone.flac")
	pcm := wav(1, 8000, 16000, 2, 16000, second)
	const none = "the file is no mp3, ogg, flac or wav"
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "the file is empty"},
		{"noise", bytes.Repeat([]byte{1, 2, 3}, 100), none},
		{"a_page", []byte("\xef\xbb\xbf\n<!doctype html>"), none + ": it looks like HTML or XML"},
		{"json", []byte(`{"error": "gone"}`), none + ": it looks like JSON"},
		{"m4a", []byte("\x00\x00\x00\x20ftypM4A "), none + ": it looks like MP4 or M4A"},
		{"layer_2", []byte("\xff\xfd\x84\x00aaaaaaaaaaaaaaaa"), none + ": it looks like MPEG audio of layer II"},
		{"a_tag_alone", []byte("ID3\x03\x00\x00\x00\x00\x00\x00"), "mp3: the file has a tag and no sound"},
		{"a_cut_tag", []byte("ID3\x03\x00\x00\x00\x00\x01\x00abc"), "the file is cut off in its ID3 tag: that has 138 bytes, 13 are there"},
		{"a_tag_cut_in_its_header", []byte("ID3\x03"), "the file is cut off in its ID3 tag"},
		{"a_damaged_tag", []byte("ID3\x03\x00\x00\x80\x00\x01\x00abc"), "the ID3 tag is damaged: its size is no number"},
		{"wav_cut_in_the_sound", pcm[:len(pcm)-1], "wav: the file is cut off: its header announces 16000 bytes of sound, 15999 are there"},
		{"wav_cut_before_the_sound", pcm[:50], "wav: the file is cut off: it has no sound"},
		{"wav_cut_in_the_header", pcm[:30], `wav: the file is cut off in the chunk "fmt "`},
		{"wav_without_a_header", slices.Concat(pcm[:12], pcm[48:]), "wav: the sound comes before the header"},
		{"wav_with_a_short_header", slices.Concat(pcm[:16], []byte("\x02\x00\x00\x00\x01\x00"), pcm[48:]), "wav: the header has 2 bytes, at least 16 are expected"},
		{"wav_without_a_rate", wav(1, 0, 16000, 2, 16000, second), "wav: the header is damaged: 0 samples a second of 2 bytes"},
		{"wav_of_unknown_length", wav(0x50, 8000, 0, 1, 16000, second), "wav: the header does not say how long sound of codec 0x50 is"},
		{"wav_longer_than_it_can_be", wav(0x50, 8000, 1, 1, 1<<23, make([]byte, 1<<23)), "the file is damaged: going by its headers it plays for 2330 hours"},
		{"mp3_cut", vbr[:len(vbr)/2], "mp3: the file is cut off: its header announces 50 frames, 17 are there"},
		{"mp3_damaged", slices.Concat(vbr[:1000], bytes.Repeat([]byte("x"), 1000), vbr[1000:]), "mp3: the file is damaged: 1000 of 3523 bytes are no sound"},
		{"mp3_of_one_frame_and_a_half_of_junk", slices.Concat(load(t, "plain.mp3")[:144], make([]byte, 72)), "mp3: the file is damaged: 72 of 216 bytes are no sound"},
		{"mp3_with_an_announcement_alone", slices.Concat(changed(changed(make([]byte, 417), 0, "\xff\xfb\x90"), 36, "Xing"), []byte("TAG")), "mp3: the file is cut off in its first frame"},
		{"ogg_cut_in_a_page", ogg[:len(ogg)-1], "ogg: the file is cut off in a page"},
		{"ogg_cut_in_the_header_of_a_page", ogg[:60], "ogg: the file is cut off in a page"},
		{"ogg_without_sound", ogg[:58], "ogg: the file is cut off: it has no sound"},
		{"ogg_with_a_damaged_page", changed(ogg, len(ogg)-1, "\x00"), "ogg: the file is damaged: page 2 has a wrong checksum"},
		{"ogg_with_something_behind", append(bytes.Clone(ogg), "more"...), "ogg: the file is damaged: a page does not begin where the last one ends"},
		{"ogg_of_another_codec", page(2, 1, 0, 0, "Speex   "), "ogg: the file holds neither Vorbis nor Opus"},
		{"ogg_without_a_rate", page(2, 1, 0, 0, "\x01vorbis"+strings.Repeat("\x00", 30)), "ogg: the header is damaged: it has no sampling rate"},
		{"ogg_with_a_page_missing", slices.Concat(opus[:47], page(0, serial(opus), 7, 100, "")), "ogg: the file is damaged: page 7 follows page 0"},
		{"ogg_from_the_middle_of_a_stream", slices.Concat(opus[:47], page(0, serial(opus), 1, 1<<40, "")), "ogg: the sound begins in the middle of a stream, at sample 1099511627776: write the file anew"},
		{"ogg_that_goes_back", slices.Concat(opus[:47], page(0, serial(opus), 1, 100, ""), page(0, serial(opus), 2, 99, "")), "ogg: the file is damaged: page 2 goes back in time"},
		{"ogg_longer_than_it_can_be", slices.Concat(opus[:47], page(0, serial(opus), 1, 1, ""), page(0, serial(opus), 2, 1<<60, "")), "the file is damaged: going by its headers it plays for 6671999447 hours"},
		{"ogg_chain_longer_than_it_can_be", bytes.Repeat(slices.Concat(opus[:47], page(0, serial(opus), 1, 1, ""), page(0, serial(opus), 2, 48000*3600*600, "")), 2), "the file is damaged: going by its headers it plays for 1199 hours"},
		{"flac_cut", flac[:len(flac)-1], "flac: the file is cut off or damaged: its last frame is not whole"},
		{"flac_damaged", changed(flac, len(flac)-3, "\x00"), "flac: the file is cut off or damaged: its last frame is not whole"},
		{"flac_without_sound", flac[:4+38+4+int(flac[45])], "flac: the file is cut off in its metadata"},
		{"flac_cut_in_the_metadata", flac[:30], "flac: the file is cut off in its metadata"},
		{"flac_of_metadata_alone", changed(flac[:42], 4, "\x80"), "flac: the file is cut off: it has no sound"},
		{"flac_without_information", changed(flac, 4, "\x04"), "flac: the file is damaged: it does not begin with STREAMINFO"},
		{"flac_without_a_rate", changed(flac, 18, "\x00\x00\x00"), "flac: the header is damaged: it has no sampling rate"},
		{"flac_of_another_length", changed(flac, 22, "\x00\x00\x00\x01"), "flac: the file is cut off or damaged: its header announces 1 samples, 4000 are there"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := audiofile.Read(c.data)
			if err == nil || err.Error() != c.want {
				t.Errorf("got %v, %v\nwant %s", got, err, c.want)
			}
		})
	}
}

// page makes an Ogg page of one packet.
func page(flags byte, serial, seq uint32, granule uint64, body string) []byte {
	b := append([]byte("OggS\x00"), flags)
	b = binary.LittleEndian.AppendUint64(b, granule)
	b = binary.LittleEndian.AppendUint32(b, serial)
	b = binary.LittleEndian.AppendUint32(b, seq)
	b = append(b, 0, 0, 0, 0, 1, byte(len(body)))
	b = append(b, body...)
	crc := uint32(0) // bit by bit, unlike the package
	for _, x := range b {
		crc ^= uint32(x) << 24
		for range 8 {
			if crc>>31 == 1 {
				crc = crc<<1 ^ 0x04c11db7
			} else {
				crc <<= 1
			}
		}
	}
	binary.LittleEndian.PutUint32(b[22:], crc)
	return b
}

func serial(ogg []byte) uint32 { return binary.LittleEndian.Uint32(ogg[14:]) }

// Every way to cut a file off gives a length or an error.
func TestCutFilesNeverPanic(t *testing.T) {
	for _, name := range samples(t) {
		data := load(t, name)
		whole, err := audiofile.Read(data)
		if err != nil {
			t.Fatal(err)
		}
		for n := range data {
			if got, err := audiofile.Read(data[:n]); err == nil && got.Length > whole.Length {
				t.Errorf("%s: %d bytes of %d play for %v, all of it for %v", name, n, len(data), got.Length, whole.Length)
			}
		}
	}
}

func samples(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/tone.*")
	more, err2 := filepath.Glob("testdata/*.[mw][pa][3v]")
	if err != nil || err2 != nil || len(paths)+len(more) < 9 {
		t.Fatalf("samples are missing: %v %v", paths, more)
	}
	for i, p := range append(paths, more...) {
		if i >= len(paths) {
			paths = append(paths, "")
		}
		paths[i] = filepath.Base(p)
	}
	return paths
}

func FuzzDuration(f *testing.F) {
	for _, name := range samples(f) {
		f.Add(load(f, name))
	}
	f.Add(wav(1, 8000, 16000, 2, 16, make([]byte, 16)))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := audiofile.Read(data)
		if err != nil && (got != audiofile.File{} || err.Error() == "") {
			t.Errorf("an error with a length, or without a text: %v, %v", got, err)
		}
		if err == nil && (got.Format == "" || got.Length < 0 || got.Length > 1000*time.Hour) {
			t.Errorf("%d bytes are %v", len(data), got)
		}
	})
}

// What takes longest of what the platform plays: 10 MB, on the goroutine of the loop when an answer is scripted.
func BenchmarkRead(b *testing.B) {
	many := func(piece []byte, n int) []byte { return bytes.Repeat(piece, n/len(piece)) }
	mp3 := load(b, "plain.mp3")
	ogg := load(b, "tone.ogg")
	for _, c := range []struct {
		name string
		data []byte
	}{
		{"mp3_small_frames", many(mp3, audiofile.MaxBytes)},
		{"ogg_chain", many(ogg, audiofile.MaxBytes)},
		{"flac", func() []byte { // the last frame is far behind
			d := load(b, "tone.flac")
			return slices.Concat(d[:len(d)-500], many([]byte("\xff\xf8\x69\x08\x00\x00"), audiofile.MaxBytes))
		}()},
		{"headers_everywhere", many([]byte("\xff\xfb\x90\x00"), audiofile.MaxBytes)},
		{"noise_with_one_frame", append(bytes.Clone(mp3[:144]), many([]byte{0xff, 0xe3, 1}, audiofile.MaxBytes)...)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.data)))
			for b.Loop() {
				_, _ = audiofile.Read(c.data)
			}
		})
	}
}
