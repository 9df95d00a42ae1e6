import { describe, expect, it } from 'vitest';
import { playerIdOf } from '../../../src/cipher/player-id';

describe('playerIdOf', () => {
  it.each([
    ['/s/player/62f90c99/player_ias.vflset/en_US/base.js', '62f90c99'],
    ['https://www.youtube.com/s/player/c9168c90/player_es6_tce.vflset/en_US/base.js', 'c9168c90'],
    ['https://www.youtube.com/s/player/5e55da5a/tv-player-ias.vflset/tv-player-ias.js', '5e55da5a'],
    ['/s/player/8456c9de/player-plasma-ias-phone-en_US.vflset/base.js', '8456c9de'],
    ['/yts/jsbin/player_ias-vflzbi_R5/en_US/base.js', 'vflzbi_R5'],
    ['/yts/jsbin/player-vflAAoWvh/en_US/base.js', 'vflAAoWvh'],
    ['/yts/jsbin/player-en_US-vflV3n15C/base.js', 'vflV3n15C'],
    ['//s.ytimg.com/yts/jsbin/html5player-new-en_US-vflqLE6s6/html5player-new.js', 'vflqLE6s6'],
    ['https://s.ytimg.com/yts/jsbin/html5player-ima-en_US-vflWnCYSF.js', 'vflWnCYSF'],
    ['/yts/jsbin/player_ias-vflJx-lDV/pt_BR/base.js', 'vflJx-lDV'],
  ])('reads %s', (url, id) => {
    expect(playerIdOf(url)).toBe(id);
  });

  it.each([
    'http://www.youtube.com/s/player/62f90c99/player_ias.vflset/en_US/base.js',
    'https://www.youtube.com.evil.example/s/player/62f90c99/player_ias.vflset/en_US/base.js',
    'https://evil.example/s/player/62f90c99/player_ias.vflset/en_US/base.js',
    'https://www.youtube.com:8443/s/player/62f90c99/player_ias.vflset/en_US/base.js',
    'https://user@www.youtube.com/s/player/62f90c99/player_ias.vflset/en_US/base.js',
    'https://www.youtube.com/redirect?q=/s/player/62f90c99/base.js',
    'https://www.youtube.com/s/player/62f90c99/../../../watch',
    'https://www.youtube.com/s/player/zzzzzzzz/player_ias.vflset/en_US/base.js',
    'https://www.youtube.com/s/player/62f90c99/player_ias.vflset/en_US/base.js%2f..',
    'data:text/javascript,1',
    '',
    'https://',
  ])('refuses %s', (url) => {
    expect(playerIdOf(url)).toBeUndefined();
  });
});
