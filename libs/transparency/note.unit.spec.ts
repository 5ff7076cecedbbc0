import { inspect } from 'node:util';
import fc from 'fast-check';
import { checkpointText, openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.js';
import { isKeyName, newSignerText, parseSigner, parseVerifier, verifierText } from './keys.js';
import { formatNote, notesIn, parseNote, signText, verifySignatures } from './note.js';

// Keys and notes of golang.org/x/mod/sumdb/note's tests.
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const PETER_PRIVATE = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const ENOCH = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETER_LINE = '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const ENOCH_LINE = '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';

// The example of C2SP signed-note, and the example checkpoint with a cosignature of C2SP tlog-cosignature.
const SPEC_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const SPEC_NOTE =
  'This is an example message.\n\n' +
  '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
const SPEC_COSIGNED =
  'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
  '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n' +
  '— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n';

// Checkpoints of the tests of transparency-dev/witness.
const MONKEYS = 'monkeys+db4d9f7e+AULaJMvTtDLHPUcUrjdDad9vDlh/PTfC2VV60JUtCfWT';
const MONKEYS_5 =
  'monkeys\n5\n41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BE=\n\n' +
  '— monkeys 202fftzGl3LVoqjXfwCFZZXs8I+5G22+Ek2K0AOyBuSJ/8/CZawNF+6fNlTKOCd622pbzJNkkJFWuw9DbicZCkEx9AY=\n';

const refusal = (code: string): Error => expect.objectContaining({ code }) as unknown as Error;
const seed = (byte: number): Uint8Array => Buffer.alloc(32, byte);
const names = (signedBy: readonly { name: string }[]): string[] => signedBy.map(({ name }) => name);

describe('keys (C2SP signed-note)', () => {
  it.each([PETER, ENOCH, SPEC_KEY, MONKEYS])('are read and written: %s', (key) => {
    expect(verifierText(parseVerifier(key))).toBe(key);
  });

  it('of a signer give its verifier, and stay unseen', () => {
    const signer = parseSigner(PETER_PRIVATE);
    expect(verifierText(signer.verifier)).toBe(PETER);
    expect(inspect(signer, { depth: 9 })).not.toContain('YEKFALVFGyN');
  });

  it('are refused in every mangled form', () => {
    for (let i = 0; i < PETER.length; i++) {
      expect(() => parseVerifier(PETER.slice(i + 1))).toThrow(refusal('malformed_key'));
      expect(() => parseVerifier(PETER.slice(0, i))).toThrow(refusal('malformed_key'));
      expect(() => parseVerifier(incremented(PETER, i))).toThrow(refusal('malformed_key'));
    }
    for (let i = 0; i < PETER_PRIVATE.length; i++) {
      expect(() => parseSigner(PETER_PRIVATE.slice(0, i))).toThrow(refusal('malformed_key'));
      expect(() => parseSigner(incremented(PETER_PRIVATE, i))).toThrow(refusal('malformed_key'));
    }
  });

  it.each([
    'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==',
    'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  ])('are refused with another length or type: %s', (key) => {
    expect(() => parseVerifier(key)).toThrow(refusal('malformed_key'));
  });

  it('tell nothing of a secret when they are refused', () => {
    expect(() => parseSigner(incremented(PETER_PRIVATE, 70))).not.toThrow(/YEKFALVFGyN/);
  });

  it('are made new, each another', () => {
    const [one, other] = [newSignerText('tiendo.example/log'), newSignerText('tiendo.example/log')];
    expect(one).not.toBe(other);
    expect(parseVerifier(verifierText(parseSigner(one).verifier)).name).toBe('tiendo.example/log');
    expect(() => newSignerText('two words')).toThrow(refusal('malformed_key'));
  });

  it.each(['', 'a b', 'a+b', 'a\u00a0b', 'a\nb', 'a\ud800'])('have no name like %j', (name) => {
    expect(isKeyName(name)).toBe(false);
  });
});

describe('signed notes', () => {
  const [peter, enoch] = [parseVerifier(PETER), parseVerifier(ENOCH)];
  const both = parseNote(`${TEXT}\n${PETER_LINE}${ENOCH_LINE}`);

  it('are written as Go writes them', () => {
    const signature = signText(TEXT, parseSigner(PETER_PRIVATE));
    expect(formatNote({ text: TEXT, signatures: [signature] })).toBe(`${TEXT}\n${PETER_LINE}`);
  });

  it('hold by the key of the specification', () => {
    expect(names(verifySignatures(parseNote(SPEC_NOTE), [parseVerifier(SPEC_KEY)]))).toEqual(['example.com/foo']);
  });

  it('hold by whichever of the keys are known', () => {
    expect(names(verifySignatures(both, [peter]))).toEqual(['PeterNeumann']);
    expect(names(verifySignatures(both, [enoch, peter]))).toEqual(['PeterNeumann', 'EnochRoot']);
    expect(() => verifySignatures(both, [])).toThrow(refusal('unsigned'));
    expect(() => verifySignatures(both, [parseVerifier(SPEC_KEY)])).toThrow(refusal('unsigned'));
  });

  it('count one signature of a key', () => {
    expect(names(verifySignatures(parseNote(`${TEXT}\n${PETER_LINE.repeat(3)}`), [peter]))).toEqual(['PeterNeumann']);
  });

  it('are refused whole when a signature by a known key does not hold', () => {
    const changed = parseNote(`${TEXT.replace('answer', 'anguish')}\n${PETER_LINE}`);
    expect(() => verifySignatures(changed, [peter])).toThrow(refusal('invalid_signature'));
    const longer = parseNote(`${TEXT}\n${PETER_LINE.slice(0, 60)}ABCD${PETER_LINE.slice(60)}${ENOCH_LINE}`);
    expect(() => verifySignatures(longer, [peter, enoch])).toThrow(refusal('invalid_signature'));
    expect(names(verifySignatures(longer, [enoch]))).toEqual(['EnochRoot']);
  });

  it.each([
    TEXT,
    `${TEXT}\n`,
    `${TEXT}\n${PETER_LINE.slice(0, -1)}`,
    `\u0001${TEXT}\n${PETER_LINE}`,
    `${TEXT}\n— Bad Name x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`,
    `${TEXT}\n${PETER_LINE}Unexpected line.\n`,
    `${TEXT}\n${PETER_LINE.repeat(101)}`,
    `${TEXT}\n${PETER_LINE.replace('x08go/', 'x08go_')}`,
    '\ud800\n\n' + PETER_LINE,
  ])('are malformed: %j', (note) => {
    expect(() => parseNote(note)).toThrow(refusal('malformed_note'));
  });

  it('are malformed when they are not UTF-8', () => {
    expect(() => parseNote(Buffer.concat([Buffer.of(0xff), Buffer.from(`${TEXT}\n${PETER_LINE}`)]))).toThrow(refusal('malformed_note'));
  });

  it('may have empty lines in their text', () => {
    const note = formatNote({ text: 'một\n\nhai\n', signatures: [signText('một\n\nhai\n', parseSigner(PETER_PRIVATE))] });
    expect(parseNote(Buffer.from(note)).text).toBe('một\n\nhai\n');
    expect(verifySignatures(parseNote(note), [peter])).toHaveLength(1);
  });

  it('give back what was written', () => {
    const texts = fc
      .array(fc.string({ unit: fc.constantFrom('a', 'ệ', ' ', '—', '+') }), { minLength: 1 })
      .map((lines) => `${lines.join('\n')}\n`);
    fc.assert(
      fc.property(texts, (text) => {
        const note = parseNote(formatNote({ text, signatures: [signText(text, parseSigner(PETER_PRIVATE))] }));
        expect(note.text).toBe(text);
        expect(verifySignatures(note, [peter])).toHaveLength(1);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a file of notes', () => {
  const [one, other] = [SPEC_NOTE, SPEC_COSIGNED];

  it('has each of them, whatever stands between them and however it ends', () => {
    for (const file of [
      one + other,
      `${one}\n\n${other}\n \n`,
      `\n${one}\n${other.trimEnd()}`,
      `${one}\n${other}`.replaceAll('\n', '\r\n'),
    ])
      expect(notesIn(file)).toEqual([one, other]);
    for (const blank of ['', '\n', ' \r\n\n']) expect(notesIn(blank)).toEqual([]);
  });

  it.each([
    ['without signatures', other.slice(0, other.indexOf('—'))],
    ['broken off in its text', other.slice(0, 40)],
    ['broken off in a signature', other.slice(0, -20)],
    ['of other words', 'Kính gửi đoàn kiểm toán\n'],
  ])('leaves none out that is no note, for it to be refused: %s', (_, rest) => {
    const notes = notesIn(`${one}\n${rest}`);
    expect(notes).toEqual([one, expect.any(String)]);
    expect(() => parseNote(notes[1]!)).toThrow(refusal('malformed_note'));
  });
});

describe('checkpoints (C2SP tlog-checkpoint)', () => {
  const origin = 'tiendo.example/log';
  const [old, next, foreign] = [1, 2, 3].map((byte) => parseSigner(newSignerText(origin, seed(byte))));
  const checkpoint = { origin, size: 70_000, root: Buffer.alloc(32, 5) };

  it('of another implementation are verified', () => {
    const opened = openCheckpoint(MONKEYS_5, { origin: 'monkeys', log: [parseVerifier(MONKEYS)] });
    expect(opened).toMatchObject({ origin: 'monkeys', size: 5 });
    expect(Buffer.from(opened.root).toString('base64')).toBe('41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BE=');
    expect(() => openCheckpoint(MONKEYS_5.replace('\n5\n', '\n6\n'), { origin: 'monkeys', log: [parseVerifier(MONKEYS)] })).toThrow(
      refusal('invalid_signature'),
    );
  });

  it('signed by the old and the new key hold for those who know either', () => {
    const note = signCheckpoint(checkpoint, [old!, next!]);
    for (const { verifier } of [old!, next!]) {
      expect(openCheckpoint(note, { origin, log: [verifier] }).signedBy).toEqual([verifier]);
    }
    expect(openCheckpoint(note, { origin, log: [old!.verifier, next!.verifier] }).signedBy).toHaveLength(2);
    expect(() => openCheckpoint(note, { origin, log: [foreign!.verifier] })).toThrow(refusal('unsigned'));
    expect(() => openCheckpoint(note, { origin: 'other.example/log', log: [old!.verifier] })).toThrow(refusal('foreign_origin'));
  });

  it('are read beside the cosignatures of witnesses, and not taken from those alone', () => {
    const text = checkpointText(checkpoint);
    const { signatures } = parseNote(SPEC_COSIGNED);
    const cosignature = { ...signatures[1]!, name: 'witness.example/w1' };
    const note = formatNote({ text, signatures: [signText(text, old!), cosignature] });
    expect(names(openCheckpoint(note, { origin, log: [old!.verifier] }).signedBy)).toEqual([origin]);
    const alone = formatNote({ text, signatures: [cosignature] });
    expect(() => openCheckpoint(alone, { origin, log: [old!.verifier] })).toThrow(refusal('unsigned'));
  });

  it('say by which key they are signed, where it is another', () => {
    const note = signCheckpoint(checkpoint, [next!]);
    expect(() => openCheckpoint(note, { origin, log: [old!.verifier] })).toThrow(
      expect.objectContaining({ code: 'unsigned', detail: `${origin}+${next!.verifier.id}` }),
    );
  });

  it('have the frame of the example of the specification', () => {
    const { text, signatures } = parseNote(SPEC_COSIGNED);
    expect(parseCheckpoint(text)).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 });
    expect(signatures[1]).toMatchObject({ name: 'witness.example.com/w1', id: '8d66cf3f' });
    expect(Buffer.from(signatures[1]!.bytes).readBigUInt64BE()).toBe(1_679_315_147n);
    expect(formatNote({ text, signatures })).toBe(SPEC_COSIGNED);
  });

  it.each([
    'log\n1\n',
    'log\n01\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n',
    'log\n-1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n',
    'log\n99999999999999999\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n',
    'log\n1\nAAAA\n',
    '\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n',
    'log\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n',
    'log\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  ])('are malformed: %j', (text) => {
    expect(() => parseCheckpoint(text)).toThrow(refusal('malformed_checkpoint'));
  });

  it('keep further lines, and are refused with an origin of two', () => {
    const text = checkpointText({ ...checkpoint, extensions: ['one', 'two'] });
    expect(parseCheckpoint(text)).toMatchObject({ extensions: ['one', 'two'] });
    expect(() => checkpointText({ ...checkpoint, origin: 'two\nlines' })).toThrow(refusal('malformed_checkpoint'));
  });
});

function incremented(text: string, at: number): string {
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) + 1) + text.slice(at + 1);
}
