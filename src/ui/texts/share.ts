import type { ReactNode } from 'react';
import type { CellChoice } from '../../drawings/cell/picture.ts';
import { compactText, percentText, SPACE, whole } from '../format.ts';
import { counts } from './counts.ts';
import { phrase } from './phrase.ts';

/** The popover "Share", the page that it prints, and the notice over settings that came with a link. */
export const shareTexts = {
  close: 'Close Share',
  head: {
    trial: (number: number): string => `Child ${number}`,
    /** Beside the name: "rank 1", "in training". */
    inTraining: 'in training',
    edited: 'Edited pair',
    unfinished: 'This pair was never whole: finish its blocks, then it can be shared.',
  },
  tabs: {
    name: 'What is shared',
    cells: 'These cells',
    settings: 'with the settings',
    run: 'the whole run',
  },
  link: {
    field: 'Link',
    cells: 'Opens the drawing at once, in any browser, without a GPU.',
    settings: (what: string): string =>
      `${what}. Opens the drawing with these settings; Start then makes the same search again.`,
    invalid: 'Some settings are out of range, so that no search can be made with them: correct them first.',
  },
  copy: {
    text: 'Copy',
    copied: 'Copied',
    link: 'Copy the link',
    embed: 'Copy the embed code',
    byHand: (secure: boolean): string =>
      secure
        ? 'The browser did not let this page use the clipboard. What is selected can be copied by hand.'
        : 'Browsers offer the clipboard only on https and on localhost. What is selected can be copied by hand.',
  },
  run: {
    none: 'There is no run yet: it begins with Start. The link to these cells works all the same.',
    preview: 'This run plays by itself. Saving it makes it one of yours.',
    says: (children: string, finalists: string | null): string =>
      `${children}${finalists === null ? '' : `, ${finalists}`}. Opens on any copy of this page: drop the file there.`,
    finalists: (count: number): string => `${whole(count)} ${count === 1 ? 'finalist' : 'finalists'}`,
    saved: (bytes: number): string =>
      `Saved: ${bytes < 1_000_000 ? `${whole(Math.ceil(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`}.`,
    save: 'Save',
    saveSays: 'Saves the run as a file, as the list of runs does.',
    unsaved: 'The run could not be read; the list of runs says why.',
  },
  system: {
    text: 'Send',
    says: 'Opens this device’s own ways to send a link.',
    title: 'Cells found by neural architecture search',
    refused: 'This device did not send it. Copy the link instead.',
  },
  qr: {
    cells: 'QR code of the link to these cells',
    settings: 'QR code of the link with the settings',
    /** Under it, where no link stands above. */
    alone: 'Opens these cells, not the run.',
    tooLong: 'The link is too long for a QR code.',
  },
  rows: { picture: 'Picture', paper: 'Paper', data: 'Data', qr: 'QR code' },
  svg: 'SVG',
  png: 'PNG',
  print: 'Print',
  json: 'JSON',
  genotype: 'Genotype',
  svgSays: 'A drawing for slides and papers: colours and letters are inside, whole in any program.',
  pngSays: 'The same as an image of twice as many pixels.',
  printSays: 'One page: both cells, what they cost, the link and its QR code.',
  jsonSays: 'The pair of cells as text, which this page and its commands read.',
  genotypeSays: 'The pair of cells in the notation of DARTS, which other searches read.',
  qrSvg: 'SVG of the QR code',
  qrPng: 'PNG of the QR code',
  unmade: 'This browser could not make the image. Take the SVG instead.',
  /** Where the images are a person's own pictures. */
  names: {
    text: 'Class names travel too.',
    says: 'They go into the run’s file and into files with weights; without the tick those say class 1, class 2 and so on.',
  },
  weights: {
    title: 'With weights',
    name: 'The network with its weights',
    kept: (accuracy: string | null): string =>
      `As it was trained here${accuracy === null ? '' : `: ${accuracy}`}. Each file tells what its images have to be like.`,
    imported: (file: string): string =>
      `As they came in ${file}. Each file tells what its images have to be like.`,
    figure: (share: number, images: string): string => `${percentText(share)} on ${images}`,
    /** By where it was trained. */
    drawn: {
      here: (seed: number): string =>
        `The weights of its training are not kept: these are drawn from seed ${seed}, not trained. Inspect trains it again, and keeps them.`,
      table: (seed: number): string =>
        `It was trained beforehand, and the table keeps no weights: these are drawn from seed ${seed}, not trained. To have weights of it, open Edit, choose Three seeds and press Train it: that trains it here, and keeps them.`,
      never: (seed: number): string =>
        `Nobody trained this pair: its weights are drawn from seed ${seed}, for the network of the settings.`,
    },
    formats: { onnx: 'ONNX', pytorch: 'PyTorch', tfjs: 'tfjs', zip: 'Everything' },
    says: {
      onnx: 'One file that ONNX Runtime and many other programs run.',
      pytorch: 'A zip: the module as readable Python, and its weights as safetensors.',
      tfjs: 'A zip: a LayersModel that TensorFlow.js loads in a page.',
      zip: 'A zip: all three, the cells as picture and JSON, and a README with counts and accuracy.',
    },
    unloaded: 'the part of the page that writes it did not load',
    /** `isSingle`: one format alone is not too large. */
    large: (parameters: number, most: number, isSingle: boolean): string =>
      `the network has ${whole(parameters)} parameters, and this page writes at most ${whole(most)} ${isSingle ? 'as a zip of everything: take one format at a time, or' : 'into a file:'} train and export it by the commands npm run train and npm run export`,
    failed: (why: string): string => `The file could not be made: ${why}.`,
    training: (epochs: number, dataset: string): string =>
      `${whole(epochs)} ${epochs === 1 ? 'epoch' : 'epochs'} on ${dataset}`,
    images: {
      validation: (count: number, dataset: string): string =>
        `${whole(count)} validation images of ${dataset}, by which the search chose`,
      outside: (count: number, dataset: string): string =>
        `${whole(count)} images of ${dataset} that chose nothing`,
      test: (count: number, dataset: string): string => `${whole(count)} test images of ${dataset}`,
    },
  },
  cells: {
    name: 'Which cells',
    normal: 'normal',
    reduction: 'reduction',
    both: 'both',
  } satisfies Record<CellChoice | 'name', string>,
  embed: {
    title: 'Embed in lecture notes',
    field: 'Embed code',
    name: 'Which cells are embedded',
    /** Of the frame. */
    frame: {
      normal: 'Normal cell',
      reduction: 'Reduction cell',
      both: 'Normal and reduction cell',
    } satisfies Record<CellChoice, string>,
  },
  /** What of settings differs from their preset. */
  settings: {
    trials: (count: number): string => counts.children(count),
    seed: (seed: number): string => `seed ${seed}`,
    one: (label: string, value: string): string => `${label} ${value}`,
    on: 'on',
    off: 'off',
    some: (chosen: number, all: number): string => `${chosen} of ${all}`,
    more: (count: number): string => `${whole(count)} more`,
    all: (parts: readonly string[]): string => parts.join(', '),
  },
  lent: {
    what: 'Settings of this link:',
    ready: (what: string): string => `${what}. Start runs that search again; your own settings wait.`,
    waits: (what: string): string =>
      `${what}. They are for the next run: the search in progress keeps its own.`,
    changed: (what: string): string =>
      `${what}. They were changed since, so that Start runs another search than the link’s.`,
    keep: 'Keep my own settings',
  },
  paper: {
    normal: 'Normal cell',
    reduction: 'Reduction cell',
    costs: (parameters: number, multiplyAdds: number): string =>
      `${compactText(parameters)} parameters, ${compactText(multiplyAdds)} multiply-adds`,
    network: (cells: number, filters: number, size: number): string =>
      `in a network of N = ${cells}, F = ${filters} for images of ${size} × ${size} pixels`,
    from: 'NAS Playground',
  },
  rank: (first: number, last: number): string =>
    first === last ? `rank${SPACE}${first}` : `ranks ${first} to ${last}`,
  accuracy: (share: number): string => percentText(share),
  facts: (parts: readonly ReactNode[]): ReactNode =>
    parts.map((part, index) => (index === 0 ? part : phrase`, ${part}`)),
} as const;
