import { projectIcons } from '../../../../shared/appv/project/place-applications.ts';
import { describe, expect, it } from 'vitest';
import { project, scan, plan, complaints, names, textOf, finish } from '../../../support/plan-project.ts';

const icon = { relative: 'icons/a.ico', path: '/icons/a.ico', size: 5 };

describe('applications', () => {
  const application = {
    target: '[{ProgramFilesX64}]\\Contoso Notes\\notes.exe',
    name: 'Notes',
    version: '1.0',
    shortcuts: [
      {
        path: '[{Common Programs}]\\Notes.lnk',
        arguments: '/quiet',
        icon: 'icons/a.ico',
        showCommand: 'maximized' as const,
      },
    ],
  };

  it('are in the manifest with their shortcut, and their icon beside the target in the publishing feature block', () => {
    const planned = plan({ applications: [application] }, [scan(['notes.exe'])], { icons: [icon] });
    expect(names(planned.parts)).toContain('Root/VFS/ProgramFilesX64/Contoso Notes/notes.exe.0.ico');
    expect(textOf(planned.parts, 'StreamMap.xml')).toBe(
      [
        '\ufeff<?xml version="1.0" encoding="utf-8"?>',
        '<StreamMap xmlns="http://schemas.microsoft.com/appv/2010/streammap">',
        '  <FeatureBlock Id="PublishingFeatureBlock">',
        '    <File Name="Root\\VFS\\ProgramFilesX64\\Contoso Notes\\notes.exe.0.ico"/>',
        '  </FeatureBlock>',
        '</StreamMap>',
        '',
      ].join('\r\n'),
    );
    const manifest = textOf(finish(planned).parts, 'AppxManifest.xml');
    const target = '[{ProgramFilesX64}]\\Contoso Notes\\notes.exe';
    expect(manifest.replaceAll(/>\s+</g, '><')).toContain(
      '<appv:Extensions><appv:Extension Category="AppV.Shortcut"><appv:Shortcut>' +
        `<appv:File>[{Common Programs}]\\Notes.lnk</appv:File><appv:Target>${target}</appv:Target>` +
        `<appv:Icon>${target}.0.ico</appv:Icon><appv:Arguments>/quiet</appv:Arguments><appv:ShowCommand>3</appv:ShowCommand>` +
        `<appv:ApplicationId>${target}</appv:ApplicationId></appv:Shortcut></appv:Extension></appv:Extensions>` +
        '<Applications xmlns="http://schemas.microsoft.com/appv/2010/manifest">' +
        `<Application Id="${target}" Origin="Application" TargetInPackage="true"><Target>${target}</Target>` +
        '<VisualElements><Name>Notes</Name><Version>1.0</Version></VisualElements></Application></Applications>' +
        '<appv:ExtensionsConfiguration/></Package>',
    );
  });

  it('share an icon file, and step past an icon that is there', () => {
    const shortcuts = [
      ...application.shortcuts,
      { ...application.shortcuts[0], path: '[{Desktop}]\\Notes.lnk' },
    ];
    const planned = plan(
      { applications: [{ ...application, shortcuts }] },
      [scan(['notes.exe', 'notes.exe.0.ICO'])],
      { icons: [icon] },
    );
    expect(names(planned.parts).filter((name) => /\.ico$/i.test(name))).toEqual([
      'Root/VFS/ProgramFilesX64/Contoso Notes/notes.exe.0.ICO',
      'Root/VFS/ProgramFilesX64/Contoso Notes/notes.exe.1.ico',
    ]);
    expect(planned.manifest.applications[0]?.shortcuts.map((each) => each.icon)).toEqual([
      '[{ProgramFilesX64}]\\Contoso Notes\\notes.exe.1.ico',
      '[{ProgramFilesX64}]\\Contoso Notes\\notes.exe.1.ico',
    ]);
  });

  it('may be programs of Windows', () => {
    const outside = { target: '[{System}]\\mshta.exe', name: 'Notes', targetInPackage: false, shortcuts: [] };
    const planned = plan({ applications: [outside] }, [scan(['a'])]);
    expect(textOf(finish(planned).parts, 'AppxManifest.xml')).toContain(
      '<Application Id="[{System}]\\mshta.exe" Origin="User" TargetInPackage="false">',
    );
  });

  it.each([
    [
      'a target that is not there',
      { ...application, target: '[{System}]\\no.exe', shortcuts: [] },
      'PRJ-APPLICATION [{System}]\\no.exe',
    ],
    [
      'a target that is a token alone',
      { ...application, target: '[{System}]', targetInPackage: false, shortcuts: [] },
      'PRJ-APPLICATION [{System}]',
    ],
    [
      'a target that is no token path',
      { ...application, target: 'notes.exe', shortcuts: [] },
      'PRJ-APPLICATION notes.exe',
    ],
    [
      'a target in the package that is said not to be',
      { ...application, targetInPackage: false, shortcuts: [] },
      `PRJ-APPLICATION ${application.target}`,
    ],
    [
      'a shortcut that is none',
      { ...application, shortcuts: [{ path: '[{Desktop}]\\a.txt' }] },
      'PRJ-APPLICATION [{Desktop}]\\a.txt',
    ],
    [
      'an icon that was not found',
      { ...application, shortcuts: [{ path: '[{Desktop}]\\a.lnk', icon: 'b.ico' }] },
      'PRJ-SOURCE-MISSING b.ico',
    ],
    [
      'an icon that is not in the package',
      { ...application, shortcuts: [{ path: '[{Desktop}]\\a.lnk', icon: '[{System}]\\b.ico' }] },
      'PRJ-APPLICATION [{System}]\\b.ico',
    ],
    [
      'an icon that is a picture of another kind',
      {
        ...application,
        shortcuts: [{ path: '[{Desktop}]\\a.lnk', icon: '[{ProgramFilesX64}]\\Contoso Notes\\notes.exe' }],
      },
      `PRJ-APPLICATION ${application.target}`,
    ],
  ])('refuse %s', (_what, one, complaint) => {
    expect(complaints({ applications: [one] }, [scan(['notes.exe'])], { icons: [icon] })).toEqual([
      complaint,
    ]);
  });

  it('refuse a target or a shortcut that is there twice', () => {
    const twice = [application, { ...application, target: application.target.toUpperCase() }];
    expect(complaints({ applications: twice }, [scan(['notes.exe'])], { icons: [icon] })).toEqual([
      'PRJ-APPLICATION [{ProgramFilesX64}]\\CONTOSO NOTES\\NOTES.EXE',
      'PRJ-APPLICATION [{Common Programs}]\\Notes.lnk',
    ]);
  });

  it('let the project add files to the publishing feature block', () => {
    const add = ['[{ProgramFilesX64}]\\Contoso Notes\\A.TXT', '[{ProgramFilesX64}]\\Contoso Notes\\a.txt'];
    expect(
      textOf(plan({ publishingFeatureBlock: add }, [scan(['a.txt'])]).parts, 'StreamMap.xml').match(
        /<File [^>]*>/g,
      ),
    ).toEqual(['<File Name="Root\\VFS\\ProgramFilesX64\\Contoso Notes\\a.txt"/>']);
    expect(complaints({ publishingFeatureBlock: ['[{System}]\\no'] }, [scan(['a.txt'])])).toEqual([
      'PRJ-FEATURE-BLOCK [{System}]\\no',
    ]);
  });

  it('say which icon files a build has to find', () => {
    const shortcuts = ['a.ico', '[{System}]\\b.ico', 'a.ico'].map((each) => ({
      path: '[{Desktop}]\\x.lnk',
      icon: each,
    }));
    expect(projectIcons(project({ applications: [{ target: 't', name: 'n', shortcuts }] }))).toEqual([
      'a.ico',
    ]);
  });
});
