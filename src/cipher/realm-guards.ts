/**
 * Code of ours that runs first in a realm. The interpreter asks its interrupt handler only once in
 * ten thousand loops or calls, so a loop around a slow builtin would run for minutes. Builtins that
 * walk an array therefore refuse lengths no player has, and they and all others that take their time
 * refuse everything once it is up. What is left are loops around slow operators, such as `for…in`
 * over as many keys as the memory limit allows.
 */
export const realmGuards = `
(function(milliseconds){
  var now=Date.now,end=now()+milliseconds,own=Object.getOwnPropertyDescriptor,object=Object,apply=Reflect.apply,Failure=RangeError,longest=20000;
  function checkTime(){if(now()>end)throw new Failure("interrupted")}
  function checkLength(value){
    var length=own(object(value),"length");
    if(length?!(length.value<=longest):"length"in object(value))throw new Failure("interrupted");
  }
  function guard(holder,names,check){
    names.split(" ").forEach(function(name){
      var builtin=holder[name];
      object.defineProperty(holder,name,{configurable:true,writable:true,value:function(){
        checkTime();
        if(check)check(this,arguments);
        return apply(builtin,this,arguments);
      }});
    });
  }
  guard(String.prototype,"indexOf lastIndexOf includes startsWith endsWith split repeat padStart padEnd concat replace replaceAll match matchAll search slice substring substr toUpperCase toLowerCase trim localeCompare");
  guard(RegExp.prototype,"exec test");
  guard(Object,"keys values entries assign getOwnPropertyNames getOwnPropertySymbols getOwnPropertyDescriptors defineProperties fromEntries freeze seal isFrozen isSealed preventExtensions");
  guard(Reflect,"ownKeys apply construct");
  guard(JSON,"parse stringify");
  guard(Array,"from of",function(holder,given){if(typeof given[0]==="object"&&given[0])checkLength(given[0])});
  guard(Array.prototype,"join toString toLocaleString indexOf lastIndexOf includes reverse sort splice slice fill shift unshift push pop",checkLength);
  guard(Array.prototype,"concat",function(array,given){
    checkLength(array);
    for(var at=0;at<given.length;at++)if(typeof given[at]==="object"&&given[at])checkLength(given[at]);
  });
  ["copyWithin","flat","flatMap","toSorted","toReversed","toSpliced","with"].forEach(function(name){delete Array.prototype[name]});
})
`;
